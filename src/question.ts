import { canonicalName } from '../config/names.ts'
import { ask, type Call, type Library } from './answer.ts'
import { emptyQuery, type Phrase, type WordQuery } from './engine/engine.ts'
import { MOST_TERMS } from './language.ts'
import { toSpelling } from './spelling.ts'
import { fold, isStopWord, toTerms } from './words.ts'

/** A question in plain words, as a search understands it. */
export interface Question {
  words: WordQuery
  /** Printed form of each group of `words.all`. */
  printed: string[]
  /** Somebody it asks about, whose words are preferred. */
  speaker: string | null
  ignored: string[]
}

/** Words that ask and tell: they say what is wanted, not what it is about. */
const ASKING = new Set(('what when where who whom whose why which how did does do is are was were has have had can could would should will shall may might must ' +
  'say says said saying tell tells told talk talked speak spoke think thinks thought claim claims claimed comment comments commented explain explained mean means meant happen happened happening ' +
  'about regarding concerning latest news please find show give list know anything something everything nothing anyone anybody somebody someone any there').split(' '))
const SAYING = /\b(say|says|said|tell|tells|told|think|thinks|claim|claims|claimed|promise|promised|announce|announced|comment|commented|explain|explained|argue|argued|warn|warned|according|quote|quoted|statement|opinion|view|stance)\b/i
/** Names looked up for one question. */
const MOST_NAMES = 5

/** Quoted phrases and -exclusions stay; stop words and words of asking go; a known speaker becomes a preference. Rejects with EngineError only. */
export async function readQuestion(library: Library, text: string, call: Call): Promise<Question> {
  const phrases: Phrase[] = []
  const printed: string[] = []
  const open = text.replace(/["“”„«»]([^"“”„«»]+)["“”„«»]/g, (_, quoted: string) => {
    const terms = toTerms(quoted).map(term => term.term)
    if (terms.length === 0) return ' '
    phrases.push({ terms, prefix: false })
    printed.push(`"${quoted}"`)
    return ' '
  })
  const none: Phrase[] = []
  const plain = open.replace(/(?<=^|\s)-(?=[\p{L}\p{N}])(\S+)/gu, (_, word: string) => {
    none.push({ terms: toTerms(word).map(term => term.term), prefix: false })
    return ' '
  })
  const speaker = await findSpeaker(library, plain, call)
  const { kept, ignored } = pickWords(plain, speaker, phrases.length > 0 || none.length > 0, MOST_TERMS - phrases.length)
  return {
    words: { all: [...phrases.map(phrase => [phrase]), ...kept.map(one => [{ terms: [one.term], prefix: false }])], none: none.filter(phrase => phrase.terms.length > 0) },
    printed: [...printed, ...kept.map(one => one.printed)], speaker, ignored,
  }
}

interface Word { term: string; printed: string }

function pickWords(text: string, speaker: string | null, otherwise: boolean, room: number): { kept: Word[]; ignored: string[] } {
  const name = new Set(speaker === null ? [] : toTerms(speaker).map(term => toSpelling(term.term)))
  const all = toTerms(text).map(({ term, start, end }) => ({ term, printed: text.slice(start, end) }))
  const telling = all.filter(({ term }) => !isStopWord(term) && !ASKING.has(term) && !name.has(toSpelling(term)))
  // A question of stop words only is asked as it stands, unless it is about somebody or something else.
  const unique = [...new Map((telling.length > 0 || speaker !== null || otherwise ? telling : all).map(word => [word.term, word])).values()]
  // Longer words carry more of what a question is about.
  const chosen = new Set([...unique].sort((a, b) => b.term.length - a.term.length).slice(0, Math.max(0, room)))
  const kept = unique.filter(word => chosen.has(word))
  const terms = new Set(kept.map(word => word.term))
  return { kept, ignored: [...new Set(all.filter(({ term }) => !terms.has(term) && !name.has(toSpelling(term))).map(word => word.printed))] }
}

/** The speaker a question names: by the words written as a name, or by any of its words when it asks what was said. */
async function findSpeaker(library: Library, text: string, call: Call): Promise<string | null> {
  const names = findNames(text)
  const known = new Set(names.map(fold))
  const others = SAYING.test(text) ? toTerms(text).map(term => term.term).filter(term => term.length > 2 && !isStopWord(term) && !ASKING.has(term) && !known.has(term)) : []
  const wanted = [...new Set([...names, ...others])].slice(0, MOST_NAMES)
  const found = await Promise.all(wanted.map(name => lookUp(library, name, call)))
  return found.filter(one => one !== null).sort((a, b) => b.words - a.words || b.count - a.count)[0]?.value ?? null
}

/** Runs of capitalised words; the word that opens the question counts only together with others. */
function findNames(text: string): string[] {
  const runs = text.match(/\p{Lu}[\p{L}\p{M}’'.-]*(?:\s+\p{Lu}[\p{L}\p{M}’'.-]*)*/gu) ?? []
  return runs.flatMap(run => {
    const words = run.split(/\s+/).map(word => trimName(word)).filter(Boolean)
    while (words.length > 0 && (ASKING.has(fold(words[0]!)) || isStopWord(fold(words[0]!)))) words.shift()
    return words.length > 0 ? [words.join(' ')] : []
  })
}

/** Without a possessive and without marks at the end. */
function trimName(word: string): string {
  let end = /['’]s$/.test(word) ? word.length - 2 : word.length
  while (end > 0 && ".'’".includes(word[end - 1]!)) end--
  return word.slice(0, end)
}

async function lookUp(library: Library, name: string, call: Call): Promise<{ value: string; count: number; words: number } | null> {
  const wanted = toTerms(name).map(term => toSpelling(term.term))
  if (wanted.length === 0) return null
  const spelt = [...new Set([name, canonicalName(name)])]
  const found = (await Promise.all(spelt.map(one => ask(call, options => library.engine.facetValues('speaker', one, { ...emptyQuery(), facetLimit: 20 }, options))))).flat()
  const fits = found.filter(({ value }) => {
    const words = toTerms(value).map(term => toSpelling(term.term))
    return wanted.every(word => words.includes(word)) && (wanted.length > 1 || wanted[0] === words.at(-1))
  })
  const best = fits.sort((a, b) => b.count - a.count)[0]
  return best ? { ...best, words: wanted.length } : null
}
