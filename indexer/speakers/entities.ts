import { common, familyNames, firstNameKind, humanNouns, orgWords, places, singular, stopWords, suffixes } from './lexicon.ts'
import { startsSentence } from './names.ts'
import type { NameSpan } from './names.ts'
import type { Passage } from './passage.ts'

/** What one occurrence of a name tells about its being a person: `, 45,` `(R-Fla.)` `Mr.` against `Inc.` `the …` `in …`. */
export function entityFeatures(passage: Passage, span: NameSpan, words: string[]): string[] {
  const { tokens } = passage
  const before = tokens[span.lead - 1]
  const after = tokens[span.to]
  const second = tokens[span.to + 1]
  const features: string[] = []
  const lows = words.map(word => word.toLowerCase().replaceAll('’', "'"))
  const last = lows.at(-1)!
  add(features, words.length === 1, 'alone')
  add(features, span.titles.length, `title=${span.titles.at(-1)}`)
  add(features, span.titles.length, 'titled')
  add(features, span.role.length, 'role')
  add(features, orgWords.has(last), 'last-org')
  add(features, lows.some(word => orgWords.has(word)), 'any-org')
  add(features, places.has(lows.join(' ')), 'place')
  add(features, lows.some(word => places.has(word)), 'any-place')
  add(features, lows.every(word => common.has(word) || stopWords.has(word)), 'all-common')
  add(features, lows.some(word => common.has(word)), 'any-common')
  add(features, common.has(last), 'last-common')
  add(features, words.some(word => /^\p{Lu}{2,}$/u.test(word) && word.length < 6 && !suffixes.has(word.toLowerCase())), 'acronym')
  add(features, words.some(word => /^\p{Lu}\.$/u.test(word)), 'initial')
  add(features, words.some(word => /\d/.test(word)), 'digit')
  add(features, words.some(word => /^\p{L}+\p{Ll}\p{Lu}/u.test(word) && !/^(?:Mc|Mac|De|O['’]|La|Le|Di|Van)/.test(word)), 'camel')
  add(features, suffixes.has(last), 'suffix')
  add(features, words.length > 1 && firstNameKind(last), 'last-first-name')
  add(features, familyNames.has(last), 'family-name')
  add(features, familyNames.has(last) && words.length === 1, 'family-name-alone')
  add(features, tokens.slice(span.from, span.to).some(token => token.text === '&'), 'ampersand')
  add(features, before?.low === 'the' && !span.titles.length, 'the')
  if (before && !span.titles.length) add(features, /^(?:in|at|from|of|to|by|with|on|for|a|an|near|across)$/.test(before.low), `before=${before.low}`)
  add(features, before?.verb, 'after-verb')
  add(features, before?.low === "'s", 'after-possessive')
  add(features, before?.text === ',' && humanNouns.has(tokens[span.lead - 2]?.low ?? ''), 'office-before')
  add(features, isInverted(passage, span), 'inverted')
  add(features, startsSentence(tokens, span.lead) && words.length === 1, 'sentence-start')
  if (after) {
    const verb = after.verb
    add(features, verb && verb.form !== 'base', `verb=${verb?.lemma}`)
    add(features, verb && verb.form !== 'base', 'before-verb')
    add(features, after.low === "'s", 'possessive')
    add(features, /^(?:who|whose)$/.test(second?.low ?? '') && after.text === ',', 'who')
    add(features, after.low === 'who', 'who')
    add(features, after.text === ',' && /^\d\d$/.test(second?.text ?? ''), 'age')
    add(features, after.text === '(' && /^[RDI]$|^[RDI]-/.test(second?.text ?? ''), 'party')
    add(features, after.text === ',' && second && /^(?:the|a|an|former|who)$/.test(second.low) && hasHuman(passage, span.to + 2), 'human-apposition')
    add(features, !after.cap && after.word && !verb && !stopWords.has(after.low) && !humanNouns.has(singular(after.low)), 'before-noun')
    add(features, humanNouns.has(singular(after.low)), 'before-human')
    add(features, after.text === ',' && isOffice(passage, span.to + 1), 'office-behind')
    add(features, after.text === ',' && speaksPast(passage, span.to + 1), 'aside-verb')
    add(features, after.text === '.' || !after.word, 'before-mark')
    add(features, after.low === 'and' && second?.cap, 'and')
  }
  return features
}

function add(features: string[], condition: unknown, name: string): void {
  if (condition) features.push(name)
}

/** `, said NBC’s [Smith]`: a verb of saying behind a comma or a quotation, a few words before. */
function isInverted(passage: Passage, span: NameSpan): boolean {
  for (let i = span.lead - 1; i > 0 && i > span.lead - 6; i--) {
    const token = passage.tokens[i]!
    if (!token.word) return false
    const verb = token.cap ? null : token.verb
    if (verb) return verb.form !== 'ing' && verb.form !== 'base' && !passage.tokens[i - 1]!.word
  }
  return false
}

/** `, [director] of the Harbour Authority`: a noun for one human being soon behind the comma, and nothing but its own words about it. */
function isOffice(passage: Passage, from: number): boolean {
  for (let i = from; i < Math.min(from + 5, passage.tokens.length); i++) {
    const { word, low, verb } = passage.tokens[i]!
    if (!word || stopWords.has(low) || verb?.form === 'past') return false
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
    const verb = next.cap ? null : next.verb
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
