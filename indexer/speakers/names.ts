import {
  clergy, common, days, familyNames, firms, firstNameKind, humanNouns, months, orgWords, particles, places, postnominals, sharing,
  singular, stopWords, suffixes, titlePairs, titles, weakTitles
} from './lexicon.ts'
import { speechVerb } from './verbs.ts'
import type { Token } from './tokens.ts'

/**
 * A name as printed: tokens `from` to `to`; `lead` is where its titles begin, `titles` the words between, `role` the noun phrase before it.
 * `Massachusetts Sen. [Elizabeth Warren]`, `campaign manager [Robby Mook]`, `[Donald Trump Jr.]`
 */
export interface NameSpan { from: number; to: number; lead: number; titles: string[]; role: string[] }

/** What the whole article shows: words it sets in lower case, words that follow a first name. */
export interface Seen { lowered: Set<string>; surnames: Set<string> }

/** Names among the tokens of a paragraph. A run never crosses the edge of a quotation (`region` names the quotation of each token). */
export function findNames(tokens: Token[], region: number[], seen: Seen): NameSpan[] {
  const spans: NameSpan[] = []
  let i = 0
  while (i < tokens.length) {
    if (!startsRun(tokens, i, seen)) { i++; continue }
    const end = endOfRun(tokens, region, i)
    cutRun(tokens, i, end, spans, seen)
    i = end
  }
  return spans
}

export function startsSentence(tokens: Token[], i: number): boolean {
  const before = tokens[i - 1]
  return !before || (!before.word && !/[,;)\]&$#@%*/'’-]/.test(before.text)) || /^[.?!]$/.test(before.text)
}

function startsRun(tokens: Token[], i: number, seen: Seen): boolean {
  const token = tokens[i]!
  if (!token.cap || !token.word || isNoName(tokens, i, seen) || days.has(token.low) || months.has(token.low) && !isNameLike(tokens, i)) return false
  if (stopWords.has(token.low)) return !startsSentence(tokens, i) && isGivenBehind(tokens, i) || firstNameKind(token.low) === 'word' && isNameLike(tokens, i) && !startsSentence(tokens, i)
  if (!startsSentence(tokens, i) || seen.surnames.has(token.low)) return true
  if (/^(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-|$)/.test(token.low)) return false
  if (/^(?:continued|asked|added|replied|responded|explained|recalled|concluded|noted|wrote|declared|argued)$/.test(token.low)) return false
  if (tokens[i + 1]?.cap) return !(seen.lowered.has(token.low) && !titles.has(token.low) && !firstNameKind(token.low)) || orgWords.has(token.low)
  return !seen.lowered.has(token.low) && !common.has(token.low) && !token.low.endsWith('ly') && !/^(?:'s|n't)$/.test(tokens[i + 1]?.low ?? '') || titles.has(token.low) || Boolean(tokens[i + 1]?.low === "'s" && !seen.lowered.has(token.low))
}

/** `They’ll`, `D-Conn.`, `Marlow-based`, `Noting that …`, `Sentencing [Ann Reed]`: capitals that are no names. */
function isNoName(tokens: Token[], i: number, seen: Seen): boolean {
  const { low, text, verb } = tokens[i]!
  if (/'(?:ll|ve|re|d|m|t)$/.test(low) || /^[DRI]-\p{Lu}/u.test(text) || /-(?:based|born|backed|winning|winner|nominated|old)$/.test(low)) return true
  if (i > 0 && isShouted(tokens, i - 1, i) && !seen.surnames.has(low)) return true
  if (!startsSentence(tokens, i) || seen.surnames.has(low)) return false
  if (/[a-z]{5}ing$/.test(low) && tokens[i + 1]?.cap && tokens[i + 2]?.cap && tokens[i + 2]!.word) return !firstNameKind(low) && !orgWords.has(low) && !places.has(low)
  if (tokens[i + 1]?.cap) return false
  return verb !== null || (low.endsWith('s') && humanNouns.has(singular(low)))
}

function isNameLike(tokens: Token[], i: number): boolean {
  const next = tokens[i + 1]
  return Boolean(next?.cap && !stopWords.has(next.low) && !days.has(next.low) && firstNameKind(tokens[i]!.low))
}

function endOfRun(tokens: Token[], region: number[], start: number): number {
  let end = start + 1
  while (end < tokens.length && end - start < 14 && region[end] === region[start]) {
    const token = tokens[end]!
    if (end > start + 1 && isShouted(tokens, start, end)) break
    if (token.word && token.cap && !breaks(tokens, end)) end++
    else if (particles.has(token.low) && tokens[pastParticles(tokens, end)]?.cap) end = pastParticles(tokens, end) + 1
    else if (token.text === ',' && suffixes.has(tokens[end + 1]?.low ?? '')) end += 2
    else if (token.text === '&' && tokens[end + 1]?.cap) end += 2
    else if (firms.has(token.low)) return end + 1
    else if (pastNickname(tokens, end) > end && tokens[pastNickname(tokens, end)]?.cap) end = pastNickname(tokens, end) + 1
    else break
  }
  return Math.min(end, tokens.length)
}

/** `Victor [So] Wai-tak`: a family name that is a small word elsewhere, before a given name of two parts. */
function isGivenBehind(tokens: Token[], i: number): boolean {
  const next = tokens[i + 1]
  return Boolean(next?.cap) && tokens[i]!.text.length < 5 && next!.low.includes('-') && /^\p{Lu}\p{Ll}+-\p{Ll}+$/u.test(next!.text) && !/-(?:year|based|born|led|run|old|style|wide)/.test(next!.low)
}

/** `ANN REED [KNOWS] how hard it is`: a verb in the capitals that a text begins with. */
function isShouted(tokens: Token[], start: number, end: number): boolean {
  const { verb, text } = tokens[end]!
  return verb !== null && verb.form !== 'base' && text === text.toUpperCase() && tokens[start]!.text === tokens[start]!.text.toUpperCase() && tokens[start]!.text.length > 2
}

/** Behind `van der`, `de la`. */
function pastParticles(tokens: Token[], i: number): number {
  let end = i + 1
  while (end < i + 3 && tokens[end] && !tokens[end]!.cap && particles.has(tokens[end]!.low)) end++
  return end
}

/** Behind `“Mimi”` in a name, which is no quotation then; the same place where none stands there. */
function pastNickname(tokens: Token[], i: number): number {
  if (!MARK.test(tokens[i]!.text)) return i
  for (let k = i + 1; k < i + 5 && tokens[k]; k++) if (MARK.test(tokens[k]!.text)) return k > i + 1 ? k + 1 : i
  return i
}

const MARK = /^["“”'‘’]$/

function breaks(tokens: Token[], i: number): boolean {
  const low = tokens[i]!.low
  const surname = months.has(low) && firstNameKind(tokens[i - 1]!.low) && firstNameKind(tokens[i - 1]!.low) !== 'word' && !/^\d/.test(tokens[i + 1]?.text ?? '')
  if (stopWords.has(low) && isGivenBehind(tokens, i)) return false
  return days.has(low) || (months.has(low) && !surname) || low === 'i' || stopWords.has(low) && firstNameKind(low) !== 'word' && low !== 'an'
}

function cutRun(tokens: Token[], start: number, end: number, spans: NameSpan[], seen: Seen): void {
  if (sharing.has(tokens[start]!.low) && sharing.has(tokens[start + 1]?.low ?? '')) while (start < end && sharing.has(tokens[start]!.low)) start++
  let from = start
  for (let i = start; i < end; i++) if (isTitleAt(tokens, i, start, end) && !(i === end - 1 && seen.surnames.has(tokens[i]!.low))) from = i + 1
  if (from >= end) return
  if (from === end - 1 && from > start && namesBody(tokens, from)) from = start
  from = stripLead(tokens, from, end, seen)
  const lead = from > start ? officeBefore(tokens, start) : start
  spans.push({ from, to: end, lead, titles: lows(tokens, lead, from), role: roleBefore(tokens, lead) })
}

/** `[Secretary of] State John Kerry`: where the title of a name really begins. */
function officeBefore(tokens: Token[], start: number): number {
  let i = start - 1
  if (tokens[i]?.low === 'the') i--
  if (tokens[i]?.low === 'of' && tokens[i - 1]?.cap && titles.has(tokens[i - 1]!.low)) return i - 1
  return clergy.has(tokens[start]!.low) ? styleBefore(tokens, start) : start
}

/** `[the Most] Rev. Ann Reed`. */
function styleBefore(tokens: Token[], start: number): number {
  const i = /^(?:most|right|rt\.?|very)$/.test(tokens[start - 1]?.low ?? '') ? start - 1 : start
  return tokens[i - 1]?.low === 'the' ? i - 1 : i
}

/** `the General Assembly`, `the General Secretariat`: no person’s title. */
function namesBody(tokens: Token[], i: number): boolean {
  const before = tokens[i - 1]!
  return before.cap && weakTitles.has(before.low) && /^(?:assembly|secretariat|synod|counsel|electric|dynamics|mills|motors)$/.test(tokens[i]!.low)
}

/** `King` in `King Salman` and `CEO` in `Wells Fargo CEO John Stumpf` are titles, `King` in `Larry King` is a name. */
function isTitleAt(tokens: Token[], i: number, start: number, end: number): boolean {
  const low = tokens[i]!.low
  if (i > start && titlePairs.has(`${tokens[i - 1]!.low} ${low}`)) return true
  if (!titles.has(low)) return i === start && isRole(tokens, i, end)
  if (i === start) return end - start > 1 || !weakTitles.has(low) || humanNouns.has(low)
  if (i === end - 1 && (weakTitles.has(low) || i > start + 1 && postnominals.has(low))) return false   // `Ann Reed [MP]`
  if (i === end - 1) return !firstNameKind(tokens[i - 1]!.low) || i - start > 2
  if (end - i === 2 && weakTitles.has(low) && firstNameKind(low) && titles.has(tokens[i - 1]!.low)) return false   // `Sen. Dean Reed`
  return !(weakTitles.has(low) && firstNameKind(tokens[i - 1]!.low) && !titles.has(tokens[i - 1]!.low))
}

/** `Neighbour Ann Reed`, `Virologist Chidi Nwosu`: what somebody is, set in a capital where a sentence begins. */
function isRole(tokens: Token[], i: number, end: number): boolean {
  const [{ low }, next, last] = [tokens[i]!, tokens[i + 1]!, tokens[end - 1]!]
  if (end - i < 2 || !humanNouns.has(low) && !(humanNouns.has(singular(low)) && isListedFirst(tokens[i + 1]!.low)) && !(end - i > 2 && low.length > 5 && /(?:ologist|ist|ian|er|or|ar|ant|ent|man|woman|eer)$/.test(low) && isListedFirst(tokens[i + 1]!.low)) || firstNameKind(low) || familyNames.has(low) || !startsSentence(tokens, i)) return false
  return firstNameKind(next.low) ? isListedFirst(next.low) || end - i > 2 : end - i > 2 && end - i < 5 && !orgWords.has(next.low) && !orgWords.has(last.low) && !common.has(next.low) && !places.has(next.low) && !titles.has(next.low)
}

function isListedFirst(low: string): boolean {
  const kind = firstNameKind(low)
  return kind !== null && kind !== 'word'
}

/** `State [John Kerry]`, `Texas [Ted Cruz]`: what stands before a first name and is a place, an institution or a common word is no part of the name. */
function stripLead(tokens: Token[], from: number, end: number, seen: Seen): number {
  const head = tokens[from]!
  if (end - from < 3 || firstNameKind(head.low) && firstNameKind(head.low) !== 'word') return from
  const described = from > 0 && !tokens[from - 1]!.cap && humanNouns.has(tokens[from - 1]!.low)   // `spokeswoman Le Thi Ann Reed`
  for (let k = end - 2; k > from; k--) {
    const kind = firstNameKind(tokens[k]!.low)
    if (!kind || kind === 'word') continue
    const before = lows(tokens, from, k)
    const strip = before.some(low => places.has(low) || orgWords.has(low) || common.has(low) || common.has(singular(low)) || titles.has(low) || humanNouns.has(low) || seen.lowered.has(low)) || /^\p{Lu}{2,}$/u.test(head.text) || k - from > 1 && !described
    if (strip) return k
  }
  return from
}

/** Lower-case nouns before a name that say what the person is: `conservative talk radio host`, `the bank’s chief economist`. */
function roleBefore(tokens: Token[], lead: number): string[] {
  const last = tokens[lead - 1]
  if (!last || last.cap || !last.word || !humanNouns.has(singular(last.low))) return []
  const role: string[] = []
  for (let i = lead - 1; i >= 0 && role.length < 5; i--) {
    const token = tokens[i]!
    if (!token.word || stopWords.has(token.low) || token.low === "'s") break
    role.unshift(token.low)
  }
  return role
}

function lows(tokens: Token[], from: number, to: number): string[] {
  const out: string[] = []
  for (let i = from; i < to; i++) if (tokens[i]!.word) out.push(tokens[i]!.low)
  return out
}

/** Its words as printed; titles, letters behind it and a nickname between marks left out. */
export function nameWords({ tokens }: { tokens: Token[] }, span: NameSpan): string[] {
  const words: string[] = []
  for (let i = span.from; i < span.to; i++) {
    const { word, text } = tokens[i]!
    if (!word && i > span.from && pastNickname(tokens, i) > i && pastNickname(tokens, i) < span.to) i = pastNickname(tokens, i) - 1
    if (word && words.length > 1 && text === words[0]) break   // a page’s tags run on: `Ann Reed Ann Mary ReedTamm`
    if (word) words.push(text)
  }
  if (words.length === 3 && tokens[span.to]?.text === '(' && tokens[span.to + 1]?.text === words[0]) words.pop()   // a page’s tags again: `Ann Reed Mary (Ann) Mary ReedTamm`
  while (words.length > 2 && /\p{Lu}$|\.$/u.test(words.at(-1)!) && postnominals.has(words.at(-1)!.toLowerCase())) words.pop()
  return words
}

/** `Baby Reed`, `Calls Reed`: a word that is no name. */
export function isEpithet(low: string): boolean {
  return common.has(low) || common.has(singular(low)) || humanNouns.has(singular(low)) || speechVerb(low) !== null
}
