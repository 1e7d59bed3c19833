import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cutFacet, evident, hashText, isDay, nothing, paragraphId, type Evident, type IndexedArticle, type Speaker } from '../../src/article.ts'
import { isStopWord, toTerms } from '../../src/words.ts'
import { toRandom } from './chain.ts'
import { cutParagraphs, growFile, readRecords, type BenchRecord } from './grow.ts'

const REAL = fileURLToPath(new URL('../../../shared/corpora/allsides-4k.ndjson', import.meta.url))
const SAMPLES = fileURLToPath(new URL('../../indexer/samples/autumn.ndjson', import.meta.url))
/** Grown files are kept between runs: growing is deterministic. */
const FOLDER = join(tmpdir(), 'citewire-bench')
/** People who speak in the articles made here, and how many of an article's paragraphs have one. */
const PEOPLE = 8000
const SPEAKING = 0.35

let real: BenchRecord[] | null = null

/** Real articles where they are beside the repository, else the samples; grown where more paragraphs are wanted than they have. */
export function readCorpus(paragraphs: number): BenchRecord[] {
  const few = takeParagraphs(wholeCorpus(), paragraphs)
  return few ?? takeParagraphs(readRecords(growOnce(paragraphs)), paragraphs) ?? []
}

/** Everything there is that was not grown. */
export function wholeCorpus(): BenchRecord[] {
  return real ??= readRecords(source())
}

export function sourceName(): string {
  return existsSync(REAL) ? 'allsides-4k.ndjson' : 'the samples, grown (../shared/corpora is not here)'
}

/** An NDJSON file of these records for the indexer. */
export function writeRecords(records: BenchRecord[], file: string): string {
  writeFileSync(file, records.map(record => `${JSON.stringify(record)}\n`).join(''))
  return file
}

/** Records as an engine stores them. Who speaks is drawn: few people often, most seldom, each article with a cast of its own. */
export function toArticles(records: BenchRecord[]): IndexedArticle[] {
  const random = toRandom(5)
  return records.map((record, number) => toArticle(record, number, random))
}

export function countParagraphs(articles: IndexedArticle[]): number {
  return articles.reduce((sum, { paragraphs }) => sum + paragraphs.length, 0)
}

/** What people ask, as query strings made of the corpus' own words; the same at every run. */
export function toQuestions(articles: IndexedArticle[], count: number): string[] {
  const random = toRandom(11)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  return Array.from({ length: count }, (_, n) => {
    const article = pick(articles)
    const { text, speakers } = pick(article.paragraphs)
    const terms = toTerms(text).map(term => term.term)
    const telling = terms.filter(term => term.length > 3 && !isStopWord(term)).concat('house')
    const word = () => pick(telling)
    const long = word().padEnd(6, 'e')
    const kinds = [word, () => `${word()} ${word()}`, () => `"${terms.slice(0, 2).join(' ')}"`, () => `${word()} -${word()}`, () => long.slice(0, 3) + long.slice(4), () => `${word()} OR ${word()}`]
    const { value } = article.outlet
    const filter = n % 4 === 0 && value ? `&outlet=${encodeURIComponent(value)}` : n % 9 === 0 && speakers[0] ? `&speaker=${encodeURIComponent(speakers[0].name)}` : ''
    return `q=${encodeURIComponent(kinds[n % kinds.length]!())}${filter}`
  })
}

function source(): string {
  return existsSync(REAL) ? REAL : SAMPLES
}

function takeParagraphs(records: BenchRecord[], paragraphs: number): BenchRecord[] | null {
  let count = 0
  const end = records.findIndex(({ text }) => (count += cutParagraphs(text).length) >= paragraphs)
  return end < 0 ? null : records.slice(0, end + 1)
}

function growOnce(paragraphs: number): string {
  mkdirSync(FOLDER, { recursive: true })
  const file = join(FOLDER, `grown-${existsSync(REAL) ? 'real' : 'samples'}-${paragraphs}.ndjson`)
  if (!existsSync(file)) {
    growFile(source(), `${file}.part`, paragraphs)
    renameSync(`${file}.part`, file)
  }
  return file
}

function toArticle({ outlet, url, date, authors, title, text }: BenchRecord, number: number, random: () => number): IndexedArticle {
  const id = `a${number.toString(16).padStart(16, '0')}`
  const cast = Array.from({ length: 1 + Math.floor(random() * 4) }, () => Math.floor(PEOPLE * random() ** 3))
  const given = (value: string): Evident => value === '' ? nothing : evident(cutFacet(value), 'given')
  const parts = cutParagraphs(text)
  return {
    id, title: given(title), displayTitle: title || parts[0]!.slice(0, 80), outlet: given(outlet), agency: nothing, republisher: nothing, url: given(url), byline: given(authors),
    dateline: nothing, published: isDay(date) ? evident(date, 'given') : nothing, lang: 'en', story: id,
    paragraphs: parts.map((part, i) => ({
      id: paragraphId(id, i + 1), n: i + 1, text: part, hash: hashText(part), section: null, mentions: [], copy: paragraphId(id, i + 1),
      speakers: random() < SPEAKING ? [toSpeaker(cast[Math.floor(random() * cast.length)]!, part)] : [],
    })),
  }
}

function toSpeaker(person: number, text: string): Speaker {
  const name = `${FIRST[person % FIRST.length]} ${LAST[person % LAST.length]}${person >= 1000 ? `-${LAST[(person >> 4) % LAST.length]}` : ''}`
  return { name, printed: name, basis: 'named', quotes: [{ start: 0, end: Math.min(text.length, 40) }] }
}

const FIRST = ['Ana', 'Jorin', 'Maren', 'Tolvik', 'Halla', 'Edda', 'Ruben', 'Sela', 'Ines', 'Karol', 'Noor', 'Piet', 'Yara', 'Oskar', 'Lien', 'Bram', 'Mira', 'Tamsin', 'Ulf', 'Vera', 'Wim', 'Zane', 'Greta']
const LAST = ['Ruiz', 'Brisen', 'Tolvik', 'Odegard', 'Selwyn', 'Marsh', 'Quarrie', 'Dunmore', 'Ellery', 'Farrow', 'Greaves', 'Holt', 'Iverson', 'Jarrow', 'Kestle', 'Lorne', 'Mott', 'Nairn', 'Orme', 'Penn', 'Rusk', 'Senn', 'Tarn', 'Umber', 'Vane', 'Wroth', 'Yarrow']
