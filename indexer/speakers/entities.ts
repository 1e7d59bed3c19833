import { common, familyNames, firstNameKind, humanNouns, orgWords, places, singular, stopWords, suffixes } from './lexicon.ts'
import { startsSentence } from './names.ts'
import { speechVerb } from './verbs.ts'
import type { NameSpan } from './names.ts'
import type { Passage } from './passage.ts'

/** What one occurrence of a name tells about its being a person: `, 45,` `(R-Fla.)` `Mr.` against `Inc.` `the …` `in …`. */
export function entityFeatures(passage: Passage, span: NameSpan, words: string[]): string[] {
  const { tokens } = passage
  const before = tokens[span.lead - 1]
  const after = tokens[span.to]
  const second = tokens[span.to + 1]
  const features: string[] = []
  const add = (condition: unknown, name: string) => { if (condition) features.push(name) }
  const lows = words.map(word => word.toLowerCase().replaceAll('’', "'"))
  const last = lows.at(-1)!
  add(words.length === 1, 'alone')
  add(span.titles.length, `title=${span.titles.at(-1)}`)
  add(span.titles.length, 'titled')
  add(span.role.length, 'role')
  add(orgWords.has(last), 'last-org')
  add(lows.some(word => orgWords.has(word)), 'any-org')
  add(places.has(lows.join(' ')), 'place')
  add(lows.some(word => places.has(word)), 'any-place')
  add(lows.every(word => common.has(word) || stopWords.has(word)), 'all-common')
  add(lows.some(word => common.has(word)), 'any-common')
  add(common.has(last), 'last-common')
  add(words.some(word => /^\p{Lu}{2,}$/u.test(word) && word.length < 6 && !suffixes.has(word.toLowerCase())), 'acronym')
  add(words.some(word => /^\p{Lu}\.$/u.test(word)), 'initial')
  add(words.some(word => /\d/.test(word)), 'digit')
  add(words.some(word => /^\p{L}+\p{Ll}\p{Lu}/u.test(word) && !/^(?:Mc|Mac|De|O['’]|La|Le|Di|Van)/.test(word)), 'camel')
  add(suffixes.has(last), 'suffix')
  add(words.length > 1 && firstNameKind(last), 'last-first-name')
  add(familyNames.has(last), 'family-name')
  add(familyNames.has(last) && words.length === 1, 'family-name-alone')
  add(tokens.slice(span.from, span.to).some(token => token.text === '&'), 'ampersand')
  add(before?.low === 'the' && !span.titles.length, 'the')
  if (before && !span.titles.length) add(/^(?:in|at|from|of|to|by|with|on|for|a|an|near|across)$/.test(before.low), `before=${before.low}`)
  add(before && speechVerb(before.low), 'after-verb')
  add(before?.low === "'s", 'after-possessive')
  add(before?.text === ',' && humanNouns.has(tokens[span.lead - 2]?.low ?? ''), 'office-before')
  add(isInverted(passage, span), 'inverted')
  add(startsSentence(tokens, span.lead) && words.length === 1, 'sentence-start')
  if (after) {
    const verb = speechVerb(after.low)
    add(verb && verb.form !== 'base', `verb=${verb?.lemma}`)
    add(verb && verb.form !== 'base', 'before-verb')
    add(after.low === "'s", 'possessive')
    add(/^(?:who|whose)$/.test(second?.low ?? '') && after.text === ',', 'who')
    add(after.low === 'who', 'who')
    add(after.text === ',' && /^\d\d$/.test(second?.text ?? ''), 'age')
    add(after.text === '(' && /^[RDI]$|^[RDI]-/.test(second?.text ?? ''), 'party')
    add(after.text === ',' && second && /^(?:the|a|an|former|who)$/.test(second.low) && hasHuman(passage, span.to + 2), 'human-apposition')
    add(!after.cap && after.word && !verb && !stopWords.has(after.low) && !humanNouns.has(singular(after.low)), 'before-noun')
    add(humanNouns.has(singular(after.low)), 'before-human')
    add(after.text === ',' && isOffice(passage, span.to + 1), 'office-behind')
    add(after.text === ',' && speaksPast(passage, span.to + 1), 'aside-verb')
    add(after.text === '.' || !after.word, 'before-mark')
    add(after.low === 'and' && second?.cap, 'and')
  }
  return features
}

/** `, said NBC’s [Smith]`: a verb of saying behind a comma or a quotation, a few words before. */
function isInverted(passage: Passage, span: NameSpan): boolean {
  for (let i = span.lead - 1; i > 0 && i > span.lead - 6; i--) {
    const token = passage.tokens[i]!
    if (!token.word) return false
    const verb = token.cap ? null : speechVerb(token.low)
    if (verb) return verb.form !== 'ing' && verb.form !== 'base' && !passage.tokens[i - 1]!.word
  }
  return false
}

/** `, [director] of the Harbour Authority`: a noun for one human being soon behind the comma, and nothing but its own words about it. */
function isOffice(passage: Passage, from: number): boolean {
  for (let i = from; i < Math.min(from + 5, passage.tokens.length); i++) {
    const { word, low } = passage.tokens[i]!
    if (!word || stopWords.has(low) || speechVerb(low)?.form === 'past') return false
    if (humanNouns.has(low) && /^(?:of|for|at|in|on|with|to|,|and|who)$/.test(passage.tokens[i + 1]?.low ?? ',')) return true
  }
  return false
}

/** `, who is 45, [said]`: a verb of saying behind the aside that a comma opens. */
function speaksPast({ tokens }: Passage, from: number): boolean {
  for (let i = from; i < Math.min(from + 18, tokens.length - 1); i++) {
    if (/^[.;:?!]$/.test(tokens[i]!.text)) return false
    if (tokens[i]!.text !== ',') continue
    const next = tokens[i + 1]!
    const verb = next.cap ? null : speechVerb(next.low)
    if (verb && verb.form !== 'ing' && verb.form !== 'base') return true
  }
  return false
}

function hasHuman(passage: Passage, from: number): boolean {
  for (let i = from; i < Math.min(from + 6, passage.tokens.length); i++) {
    const token = passage.tokens[i]!
    if (!token.word) return false
    if (humanNouns.has(singular(token.low))) return true
  }
  return false
}
