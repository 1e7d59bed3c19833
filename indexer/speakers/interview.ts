import { firstNameKind } from './lexicon.ts'
import { PERSON } from './told.ts'
import type { Passage } from './passage.ts'
import type { Entity, Naming } from './people.ts'

/** How the turns of a conversation are marked in an article, and what follows from all of them together. */
export interface Interview {
  /** Are there several labels in capitals, so that one is believed by itself? */
  labelled: boolean
  /** Is it nearly all turns, so that a paragraph without a label carries the one above on? */
  whole: boolean
  /** Are turns marked as stenographers do: `Ms. Reed. Thank you, Mr. Chairman.`? */
  recorded: boolean
  /** Whose answers `A:` marks, where that is plain. */
  answerer: Entity | null
  /** Who is said to be chairman of the meeting, if one is. */
  chair: Entity | null
  /** `AR` for Ann Reed, where no other has these initials. */
  initials: ReadonlyMap<string, Entity>
  /** Labels of one word below which nearly everything is a question: the paper’s own, `HARBOURPOST:`. */
  asking: ReadonlySet<string>
}

export interface Label { name: string; end: number }

const NAMED = /^\s*["“”'‘]{0,2}\s?((?:\p{Lu}[\p{L}.’'-]{0,24} ){0,4}\p{Lu}[\p{L}.’'-]{0,24})(?: ?\([^()]{1,40}\)|(,| ?[—–]| ?--)(?: (?:\p{Lu}[\p{L}&’'-]{0,24}|of|and|the|for)){1,8})?:["”]?\s/u
const RECORDED = /^\s*(?:The )?((?:Mr|Ms|Mrs|Miss|Dr|Senator|Chairman|Chairwoman|Chair)\.? \p{Lu}[\p{L}’'-]{1,24}|CHAIRMAN|CHAIRWOMAN|CHAIR)\.\s(?=\p{Lu})/u
const LETTER = /^\s*(Q|A|Question|Answer)(?:: ?|\.\s)(?=\P{Z})/u

/** `REED:`, `Ann Reed (on the phone):`, `Ann Reed — Chief Executive:`. Most paragraphs have no colon: they need no close look. */
export function readLabel(text: string): Label | null {
  const match = text.includes(':') ? NAMED.exec(text) : null
  return match?.[2] && match[2] !== ',' && isShouted(match[1]!) ? null : toLabel(match)   // `PIER CLOSED - Ann Reed: …` is a heading
}

/** Set in capitals, but for the small letters of `McREED`. */
export function isShouted(name: string): boolean {
  const bare = name.replace(/\bMa?c(?=\p{Lu})/gu, '')
  return bare === bare.toUpperCase()
}

/** `Ms. Reed. Thank you …` */
export function readRecorded(text: string): Label | null {
  return toLabel(RECORDED.exec(text))
}

/** `Q:`, `A.`: which of both, and where the words begin. */
export function readLetter(text: string): Label | null {
  const label = toLabel(LETTER.exec(text))
  return label && { name: label.name[0]!, end: label.end }
}

function toLabel(match: RegExpExecArray | null): Label | null {
  return match && { name: match[1]!, end: match[0].length }
}

/** Reads how an article marks its turns. */
export function readInterview(passages: Passage[], namings: Naming[][]): Interview {
  const labels = new Map<string, { times: number; asked: number }>()
  let [turns, recorded] = [0, 0]
  for (const { text } of passages) {
    if (readRecorded(text)) recorded++
    const label = readLabel(text)?.name ?? (readLetter(text) ? 'Q' : null)
    if (label !== null) turns++
    if (label === null || label.length < 2 || !isShouted(label)) continue
    const own = labels.get(label) ?? { times: 0, asked: 0 }
    labels.set(label, { times: own.times + 1, asked: own.asked + Number(text.trimEnd().endsWith('?')) })
  }
  const times = [...labels.values()].reduce((sum, own) => sum + own.times, 0)
  return {
    labelled: times > 1,
    whole: turns > 3 && turns > passages.length * 0.6,
    recorded: recorded > 2,
    answerer: findAnswerer(passages, namings),
    chair: recorded > 2 ? findChair(namings) : null,
    initials: times > 1 ? collectInitials(namings) : new Map(),
    asking: new Set([...labels].filter(([label, own]) => !label.includes(' ') && own.times > 1 && own.asked > own.times * 0.6).map(([label]) => label)),
  }
}

/** The one person whom the lines above the first question are about, where the questions are put to somebody and he answers for himself. */
function findAnswerer(passages: Passage[], namings: Naming[][]): Entity | null {
  const letters = passages.map(({ text }) => readLetter(text)?.name)
  const first = letters.indexOf('Q')
  const share = (letter: string, words: RegExp) => {
    const own = passages.filter((_, p) => letters[p] === letter)
    return own.length > 1 ? own.filter(({ text }) => words.test(text)).length / own.length : 0
  }
  if (first < 1 || share('Q', /\byour?\b/i) < 0.3 || share('A', /\b(?:I|we|my|our)\b/i) < 0.3) return null
  const times = new Map<Entity, number>()
  for (const { options } of namings.slice(0, first).flat()) {
    const entity = options[0]!
    if (entity.person >= PERSON) times.set(entity, (times.get(entity) ?? 0) + 1 + Number(entity.headline))
  }
  const [most, next] = [...times].sort((a, b) => b[1] - a[1])
  return most && most[1] > (next?.[1] ?? 0) ? most[0] : null
}

function findChair(namings: Naming[][]): Entity | null {
  const chairs = new Set(namings.flat().map(naming => naming.options[0]!).filter(({ roles }) => ['chairman', 'chairwoman', 'chair'].some(role => roles.has(role))))
  return chairs.size === 1 ? [...chairs][0]! : null
}

function collectInitials(namings: Naming[][]): Map<string, Entity> {
  const found = new Map<string, Entity | null>()
  for (const entity of new Set(namings.flat().map(naming => naming.options[0]!))) {
    if (entity.person < PERSON || entity.words.length < 2 || entity.first === null || firstNameKind(entity.words.join(' '))) continue
    const initials = entity.words.map(word => word[0]!).join('').toUpperCase()
    found.set(initials, found.has(initials) ? null : entity)
  }
  return new Map([...found].filter((entry): entry is [string, Entity] => entry[1] !== null))
}
