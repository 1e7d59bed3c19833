import attribution from '../config/attribution.json' with { type: 'json' }
import type { Paragraph, Range, Speaker } from './article.ts'

const saying = new Set([...attribution.saying.split(' '), 'called', 'calls', 'described', 'describes'])
/** How far before a quotation its denial may begin. */
const REACH = 300
const SAY = '(?:say|said|saying|tell|told|telling|call|called|calling|utter|uttered|uttering|write|wrote|written|writing|tweet|tweeted|tweeting|post|posted|posting|use the words?|used the words?|using the words?)'
/** The quotation follows the verb, or more words that no mark cuts off: "denied having lied: “I told the truth”" is said. */
const TO_QUOTE = `(?:[,:]?\\s*|([^,;:.!?"“”„«»]{0,120})\\s)$`
const DENY = '\\b[Dd]en(?:y|ies|ied|ying)\\s+(?:(?:ever|repeatedly|the|any|reports?|claims?|allegations?|accusations?|suggestions?)\\s+){0,3}'
/** "denied that he told them to “…”", "denies ever having written “…”", but not "denied the charge as “…”". */
const DENIED = new RegExp(`${DENY}(?:having\\s+)?(?:${SAY}${TO_QUOTE}|(?:that|having|he|she|they|\\p{L}+ing)\\s+([^,;:.!?"“”„«»]{1,120})\\s$)`, 'u')
/** "never said “…”", "did not actually use the words “…”", but not "not only said “…”". */
const NEVER = new RegExp(`(?:\\bnever|\\bnot|n['’]t)\\s+(?:(?:actually|ever|once|personally|publicly|really|have|having)\\s+){0,2}${SAY}${TO_QUOTE}`, 'u')
/** "misquoted her as saying “…”", "a post falsely quotes him as saying “…”" */
const MISQUOTED = /\b(?:misquot(?:e|es|ed|ing)|(?:falsely|wrongly|incorrectly|mistakenly|erroneously)\s(?:quot|attribut)[a-z]{1,6})\s([^;.!?"“”„«»]{0,120})$/
/** What begins to tell anew between a denial and a quotation: that is said after all. */
const TURN = /\b(?:and|but|while|instead|rather)\s/
/** What else than the denied words the quotation then belongs to: "denied knowing the man who said “…”", "did not stay after calling it “…”". */
const OTHERS = /\b(?:who|whose|which|when|after|because|since|than|whether|until|that\s(?:says?|said|reads?|calls?|called|tells?|told))\s/
const TELLING_AS = /\bas\s(?:having\s)?(?:saying|said|writing|telling|calling)\b/

/** True when the sentence that a quotation stands in says that these words were never said, or denies them. Linear in the reach, not the text. */
export function isDenied(text: string, quote: Range): boolean {
  const lead = text.slice(Math.max(0, quote.start - REACH), quote.start)
  const denied = DENIED.exec(lead) ?? NEVER.exec(lead)
  if (denied) return !turns(denied[1] ?? denied[2] ?? '')
  const misquoted = MISQUOTED.exec(lead)
  return misquoted !== null && (!turns(misquoted[1]!) || TELLING_AS.test(misquoted[1]!))
}

function turns(between: string): boolean {
  if (OTHERS.test(`${between} `)) return true
  const at = TURN.exec(between)?.index ?? -1
  return at >= 0 && between.slice(at).split(/[^\p{L}]+/u).some(word => saying.has(word)) || /\bas\s?$/.test(between)
}

/** Whose denied quotation holds the range; null when none does. */
export function findDenier({ text, speakers }: Paragraph, { start, end }: Range): Speaker | null {
  return speakers.find(({ quotes }) => quotes.some(quote => quote.start <= start && end <= quote.end && isDenied(text, quote))) ?? null
}
