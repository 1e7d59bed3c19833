import { endsSentence } from '../lines.ts'

const LONGEST_TITLE = 200
const MOST_TITLE_WORDS = 30
const LONGEST_SUBHEAD = 100
const MOST_SUBHEAD_WORDS = 13

/** True for a line that can be the title: not long, not prose, not beginning with a date. */
export function looksLikeTitle(line: string): boolean {
  if (line.length > LONGEST_TITLE || line.split(' ').length > MOST_TITLE_WORDS) return false
  if (!/\p{L}/u.test(line) || /^[([]/.test(line) || /^(?:date\b|\d{4}-\d\d|\d\d?[./]\d\d?[./]\d{2,4})/i.test(line)) return false
  if (/[,;:–—-]$/.test(line) || /[a-z]$/.test(line) && /^\p{Ll}/u.test(line)) return false
  return !isProse(line)
}

/** True for a line that can head what follows: short, no final stop. */
export function looksLikeSubhead(line: string): boolean {
  if (line.length > LONGEST_SUBHEAD || line.split(' ').length > MOST_SUBHEAD_WORDS) return false
  if (!/^[\p{Lu}\p{N}'"“‘«„¿¡\p{Lo}]/u.test(line) || !/\p{L}{2}/u.test(line)) return false
  if (/[,;:–—-]$/.test(line) || LABELLED.test(line) || /[,!?]["”'’] \p{Ll}|[,!?]["”] \p{L}/u.test(line)) return false
  if (QUOTED.test(line)) return line.split(' ').length <= 8 && !/[.!?,]["”»]$/.test(line)
  return !isProse(line) && !/\.{3}$|…$|["”»]$/.test(line)
}

/** Ends like a sentence; a question or an abbreviation at the end ("in the U.S.") may still head an article. */
function isProse(line: string): boolean {
  if (!endsSentence(line)) return /[.!?]["”']? \p{Lu}\p{Ll}+ \p{Ll}+ \p{Ll}+/u.test(line)
  if (/\?['"’”]?$/.test(line)) return false
  if (/(?:^|[\s(])(?:\p{L}\.){2,}$/u.test(line)) return false
  return !(line.endsWith('!') && line.split(' ').length <= 10)
}

/** Whose turn it is in an interview: "Q: …", "SMITH: …". */
const LABELLED = /^(?:[QA]|\p{Lu}[\p{Lu} .'-]{1,30}): /u
const QUOTED = /^["“«„][^"“”«»„]*["”»]$/
