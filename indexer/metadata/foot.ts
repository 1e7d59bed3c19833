import { agencyByMark } from '../../config/outlets.ts'
import { type Evident, nothing } from '../../src/article.ts'
import type { Line } from '../lines.ts'
import { findMark } from '../marks.ts'
import { agencyOfLines, republisherOfFooter, outletOfFooter } from './outlet.ts'
import { findSourceUrl } from './url.ts'

/** What stands below an article's text. */
export interface Foot {
  url: Evident
  outlet: Evident
  agency: Evident
  /** Depends on who is taken for the owner in the end. */
  republisherFor(outlet: string | null): Evident
}

/** Source lines, agency credits and notices below the text: read, and given their roles. Goes up until article text begins. */
export function readFoot(lines: readonly Line[]): Foot {
  let url: Evident = nothing
  const notices: string[] = []
  const credits: string[] = []
  for (let i = lines.length - 1; i >= 0; i--) {
    const line = lines[i]!
    if (line.role === 'title') break
    const role = line.role ?? footRole(line.text)
    if (!role) break
    line.role = role
    if (role === 'source') url = findSourceUrl(line.text)
    if (role === 'credit') credits.push(line.text)
    notices.push(line.text)
  }
  const owned = notices.filter(text => /copyright|©|\(c\)|reprinted|permission/i.test(text))
  return {
    url, outlet: outletOfFooter(owned), agency: agencyOfLines(credits),
    republisherFor: outlet => republisherOfFooter(notices, outlet)
  }
}

function footRole(text: string): Line['role'] {
  if (findSourceUrl(text).value) return 'source'
  if (agencyByMark(text)) return 'credit'
  return findMark(text)
}
