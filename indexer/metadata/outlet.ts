import { type Evident, evident, nothing } from '../../src/article.ts'
import { agencyByMark, agencyByName, outletByHost, outletByName } from '../../config/outlets.ts'

/** Who published the page at this address, when the list of outlets knows its host. */
export function outletOfUrl(url: Evident): Evident {
  const outlet = url.value ? outletByHost(url.value) : null
  return outlet ? evident(outlet, 'url', url.value) : nothing
}

/** The one known outlet that the copyright and reprint lines name as owner; agencies own copy, not pages. */
export function outletOfFooter(lines: readonly string[]): Evident {
  const found = new Map<string, string>()
  for (const line of lines) {
    for (const match of line.matchAll(OWNER)) {
      const name = nameIn(match[1]!)
      if (name && !agencyByName(name)) found.set(name, line)
    }
  }
  const [first] = found
  return found.size === 1 && first ? evident(first[0], 'footer', first[1]) : nothing
}

/** The site whose own furniture stands under an article that another outlet owns. */
export function republisherOfFooter(lines: readonly string[], outlet: string | null): Evident {
  if (!outlet) return nothing
  for (const line of lines) {
    const match = SITE.exec(line)
    const name = match ? nameIn(match[1]!) : null
    if (name && name !== outlet) return evident(name, 'footer', line)
  }
  return nothing
}

/** The agency that lines by themselves credit; null when they credit two. */
export function agencyOfLines(lines: readonly string[]): Evident {
  const found = new Map<string, string>()
  for (const line of lines) {
    const mark = agencyByMark(line)
    if (mark) found.set(mark.agency, mark.evidence)
  }
  const [first] = found
  return found.size === 1 && first ? evident(first[0], 'footer', first[1]) : nothing
}

const YEAR = String.raw`(?:(?:19|20)\d\d(?:-\d{4})?[.,]?\s{1,2})?`
const RIGHTS = String.raw`(?:copyright|©|\(c\)|permission of|permission from)[\s©(c)]{0,6}`
const OWNER = new RegExp(
  String.raw`${RIGHTS}${YEAR}((?:the )?[\p{Lu}\d][^.,;|]{1,60}(?:\.(?:com|org|net)\b)?)`, 'giu')
const LIST = '(?:mailing list|newsletter|e-?mail list|daily briefing)'
const SITE = new RegExp(String.raw`(?:join|subscribe to|sign up for) (?:the )?([\p{Lu}\d][^|:!?]{1,50}?) ${LIST}`, 'iu')

/** A known outlet's name, or a host written as one. */
function nameIn(text: string): string | null {
  const name = text.trim().replace(/[.,]$/, '')
  const known = outletByName(name) ?? outletByName(name.split(/,\s/)[0]!)
  if (known) return known
  return /^[A-Z][A-Za-z0-9-]{1,40}\.(?:com|org|net|info)$/.test(name) ? name : null
}
