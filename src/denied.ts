import attribution from '../config/attribution.json' with { type: 'json' }
import denials from '../config/denials.json' with { type: 'json' }
import type { Paragraph, Range, Speaker } from './article.ts'
import { fold } from './words.ts'

const saying = new Set([...attribution.saying.split(' '), ...denials.described.split(' ')])
const oneOf = (words: string) => words.replaceAll(' ', '|')
/** How far before a quotation its denial may begin. */
const REACH = 300
const SAY = `(?:${oneOf(denials.saying)}|(?:${oneOf(denials.usingWords)}) the words?)`
/** The quotation follows the verb, or more words that no mark cuts off: "denied having lied: “I told the truth”" is said. */
const TO_QUOTE = `(?:[,:]?\\s*|([^,;:.!?"“”„«»]{0,120})\\s)$`
const DENY = '\\b[Dd]en(?:y|ies|ied|ying)\\s+(?:(?:ever|repeatedly|the|any|reports?|claims?|allegations?|accusations?|suggestions?)\\s+){0,3}'
/** When and how it was denied: "on Tuesday", "again". */
const ASIDE = `(?:[^,;:.!?"“”„«»]{1,60}\\s)?`
/** "denied that he told them to “…”", "denies ever having written “…”", "denied on Tuesday that she called them “…”", but not "denied the charge as “…”". */
const DENIED = new RegExp(`${DENY}(?:having\\s+)?(?:${SAY}${TO_QUOTE}|(?:${ASIDE}that|having|he|she|they|\\p{L}+ing)\\s+([^,;:.!?"“”„«»]{1,120})\\s$)`, 'u')
/** "never said “…”", "did not actually use the words “…”", but not "not only said “…”". */
const NEVER = new RegExp(`(?:\\bnever|\\bnot|n['’]t)\\s+(?:(?:actually|ever|once|personally|publicly|really|have|having)\\s+){0,2}${SAY}${TO_QUOTE}`, 'u')
/** "misquoted her as saying “…”", "a post falsely quotes him as saying “…”" */
const MISQUOTED = new RegExp(`\\b(?:${oneOf(denials.misquoting)}|(?:${oneOf(denials.wrongly)})\\s(?:quot|attribut)[a-z]{1,6})\\s([^;.!?"“”„«»]{0,120})$`)
/** In the sentence behind that of the quotation: "Mr Ruiz did not say this". Who did not is captured. */
const TAKEN_BACK = new RegExp(`^[^.!?]{0,120}[.!?]["”’»]?\\s+([^,;:.!?"“”„«»]{1,60}?)\\s(?:(?:did|has|had)\\snot|(?:did|has|had)n['’]t|never|(?:has|had)\\snever)\\s(?:(?:actually|ever)\\s)?${SAY}\\s(?:${denials.words})(?=[.,;!?]|\\sand\\s|\\sbut\\s|$)`, 'u')
const PRONOUN = /^(?:[Hh]e|[Ss]he|[Tt]hey)$/
/** What begins to tell anew between a denial and a quotation: that is said after all. */
const TURN = /\b(?:and|but|while|instead|rather)\s/
/** What else than the denied words the quotation then belongs to: "denied knowing the man who said “…”", "did not stay after calling it “…”". */
const OTHERS = /\b(?:who|whose|which|when|after|because|since|than|whether|until|that\s(?:says?|said|reads?|calls?|called|tells?|told))\s/
const TELLING_AS = /\bas\s(?:having\s)?(?:saying|said|writing|telling|calling)\b/

/**
 * True when the sentence that a quotation stands in says that these words were never said, or denies them, or the next one does. Linear in the
 * reach, not the text.
 */
export function isDenied(text: string, quote: Range, speaker: Pick<Speaker, 'name' | 'printed'> | null = null): boolean {
  if (speaker && isTakenBack(text.slice(quote.end, quote.end + REACH), speaker)) return true
  const lead = text.slice(Math.max(0, quote.start - REACH), quote.start)
  const denied = DENIED.exec(lead) ?? NEVER.exec(lead)
  if (denied) return !turns(denied[1] ?? denied[2] ?? '')
  const misquoted = MISQUOTED.exec(lead)
  return misquoted !== null && (!turns(misquoted[1]!) || TELLING_AS.test(misquoted[1]!))
}

function isTakenBack(after: string, { name, printed }: Pick<Speaker, 'name' | 'printed'>): boolean {
  const subject = TAKEN_BACK.exec(after)?.[1]
  if (subject === undefined) return false
  const names = new Set(`${name} ${printed}`.split(/\s+/).map(fold))
  return PRONOUN.test(subject) || names.has(fold(subject.split(/\s+/).at(-1)!))
}

function turns(between: string): boolean {
  if (OTHERS.test(`${between} `)) return true
  const at = TURN.exec(between)?.index ?? -1
  return at >= 0 && between.slice(at).split(/[^\p{L}]+/u).some(word => saying.has(word)) || /\bas\s?$/.test(between)
}

/** Whose denied quotation holds the range; null when none does. */
export function findDenier({ text, speakers }: Paragraph, { start, end }: Range): Speaker | null {
  return speakers.find(speaker => speaker.quotes.some(quote => quote.start <= start && end <= quote.end && isDenied(text, quote, speaker))) ?? null
}
