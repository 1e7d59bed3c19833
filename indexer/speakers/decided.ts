import { HELD } from './asides.ts'
import { showing, stopWords, writings } from './lexicon.ts'
import { isReported, isUnsaid } from './silent.ts'
import type { Mention } from './mentions.ts'
import type { Item, Passage } from './passage.ts'
import type { Saying } from './sayings.ts'

/** The chance of whom the clause leaves no doubt about, too rare or too unlike in the annotated articles to be learned. */
export const PLAINLY = 0.8

/** Below this nobody is told anyway. */
const SLIGHT = 0.1

/** The chances of a paragraph's mentions as its clauses decide them, whatever was learned: 0 for whoever plainly says nothing, at least `PLAINLY` for whoever plainly does. */
export function decide(passage: Passage, mentions: Mention[], sayings: Saying[], chances: number[]): number[] {
  const penned = sayings.filter(({ way }) => way === 'penned' || way === 'quoted')
  const decided = mentions.map((mention, m) => {
    const chance = chances[m]!
    if (chance <= SLIGHT) return chance
    const own = sayings.filter(saying => saying.mention === m)
    return isReported(passage, mention) || isUnsaid(passage, mention, own) || penned.length > 0 && isShowing(passage, mention, own, penned) ? 0 : chance
  })
  const blunt = announcer(passage, mentions)
  if (blunt >= 0) decided[blunt] = Math.max(decided[blunt]!, PLAINLY)
  for (const saying of sayings) {
    const mention = mentions[saying.mention]!
    if (isPlain(saying) || isBehindQuote(passage, mention, saying) || isPhrase(passage, mention, saying)) decided[saying.mention] = Math.max(decided[saying.mention]!, PLAINLY)
  }
  return decided
}

/** `[Smith] was blunt: “…”`, `[Smith]’s verdict: “…”`: the only one named in a short sentence that a quotation ends, who leads it; -1 where nobody does. */
function announcer({ items, quotes }: Passage, mentions: Mention[]): number {
  if (quotes.length === 0) return -1
  const colon = items.findIndex((item, i) => item.text === ':' && (items[i + 1]?.quote ?? -1) >= 0)
  if (colon < 0 || quotes[items[colon + 1]!.quote]!.words < 3) return -1
  const { sentence } = items[colon]!
  const here = mentions.flatMap((mention, m) => items[mention.from]!.sentence === sentence && mention.from < colon ? [m] : [])
  const first = here[0] === undefined ? undefined : mentions[here[0]]!
  if (!first || first.kind !== 'name' || first.options.length !== 1 || first.options[0]!.person < 0.6 || items[first.from - 1]?.sentence === sentence) return -1
  const short = items[first.to]?.low === "'s" ? colon - first.to < 4 : colon - first.to < 8 && /^(?:is|was|put|had|has)$/.test(items[first.to]?.low ?? '')
  return short && here.every(m => mentions[m]!.kind !== 'name' || m === here[0]) ? here[0]! : -1
}

const SAYS = /^(?:say|tell|add|warn|announce|argue|explain|insist|claim|note|write)$/

/** `[The ship’s cook], Ann Reed, said`: a phrase of no noun for people that a sentence begins with, to item `last`. */
function isRole(items: Item[], last: number): boolean {
  const { sentence, cap, low } = items[last]!
  if (cap || stopWords.has(low)) return false
  let k = last
  while (k > last - 9 && items[k]?.sentence === sentence && items[k]!.word && items[k]!.quote < 0 && !/^(?:past|s|ing)$/.test(items[k]!.verb?.form ?? '') && !HELD.test(items[k]!.low)) k--
  const begins = k < 0 || items[k]!.sentence !== sentence || items[k]!.text === '—'
  return begins && (/^(?:the|an?|his|her|its|their|our|my|one|another)$/.test(items[k + 1]!.low) || items.slice(k + 1, last).some(item => item.low === "'s"))
}

/** `The radio quoted [Smith] as saying` · `in the words of [Smith]` · `her deputy, [Ann Reed], said`. */
function isPlain({ way, lemma, form, tone }: Saying): boolean {
  return way === 'quoted' || way === 'words' || way === 'penned' || way === 'apposed' && isTold(form, tone) && SAYS.test(lemma)
}

/** `[Smith] shared a post by Jones that read`: nothing of his own. */
function isShowing({ items }: Passage, { from }: Mention, own: Saying[], penned: Saying[]): boolean {
  const pen = penned.find(({ at }) => at > from && items[at]!.sentence === items[from]!.sentence)
  return pen !== undefined && own.every(({ at, lemma }) => at < pen.at && (showing.has(lemma) || writings.has(items[at]!.low))) && !items.slice(from, pen.at).some(({ quote }) => quote >= 0)
}

/** `“…,” [Smith] said, according to somebody who was there`. */
function isBehindQuote({ items, quotes }: Passage, { from }: Mention, { way, lemma, form, tone, at }: Saying): boolean {
  const quote = items[from - 1]?.quote ?? -1
  return quote >= 0 && quotes[quote]!.words > 3 && way === 'direct' && at - from < 4 && isTold(form, tone) && /^(?:say|tell|add|write|ask)$/.test(lemma)
}

/** `as [Smith] once put it` · `in [Smith]’s words` · `[Smith] testified that` · `a docker who gave only his first name, [Ivo], said` · `The death was confirmed by his son, [Ann Reed]`. */
function isPhrase({ items }: Passage, { described, kind, to, options }: Mention, { way, lemma, form, tone, at }: Saying): boolean {
  if (lemma === 'put') return way === 'direct' && items[at + 1]?.low === 'it' && items.slice(Math.max(0, described - 3), described).some(({ low, sentence }) => low === 'as' && sentence === items[at]!.sentence)
  if (way === 'comma' && kind === 'name' && isTold(form, tone) && items[described - 1]?.text === ',') return SAYS.test(lemma) && (items[described - 2]?.low === 'name' || options[0]!.person > 0.6 && items[to]?.text === ',' && isRole(items, described - 2))
  if (lemma === 'words') return way === 'own' && items[described - 1]?.low === 'in'
  if (lemma === 'testify') return /^(?:direct|aside)$/.test(way) && isTold(form, tone) && items[at + 1]?.low === 'that'
  return lemma === 'confirm' && way === 'by' && items.slice(Math.max(0, at - 6), at).some(({ low, sentence }) => low === 'death' && sentence === items[at]!.sentence)
}

function isTold(form: string, tone: string): boolean {
  return (form === 'past' || form === 's') && tone === ''
}
