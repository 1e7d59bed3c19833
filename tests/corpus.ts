import {
  evident, hashText, nothing, paragraphId, type Basis, type Day, type Evident, type IndexedArticle, type Mention, type Paragraph, type Speaker,
} from '../src/article.ts'
import { emptyQuery, noFilter, type Filters, type Phrase, type Query, type ValueFilter, type WordQuery } from '../src/engine/engine.ts'
import { toTerms } from '../src/words.ts'

export interface ParagraphSketch {
  text: string
  section?: string
  speakers?: string[]
  mentions?: string[]
  /** `1.2` = the second paragraph of article 1. */
  copy?: string
}

export interface ArticleSketch {
  title?: string | null
  outlet?: string
  agency?: string
  lang?: string
  published?: Day
  basis?: Basis
  url?: string
  /** Number of the article whose copy it is. */
  story?: number
  paragraphs: (string | ParagraphSketch)[]
}

/** Article number 1 is `a0000000000000001`. */
export function articleId(number: number): string {
  return `a${number.toString(16).padStart(16, '0')}`
}

/** `1.2` → the id of the second paragraph of article 1. */
export function partId(label: string): string {
  const [article, n] = label.split('.').map(Number)
  return paragraphId(articleId(article!), n!)
}

/** The way back: `a0000000000000001-p2` → `1.2`, `a0000000000000001` → `1`. */
export function toLabel(id: string): string {
  const [article, n] = id.slice(1).split('-p')
  return n === undefined ? String(parseInt(article!, 16)) : `${parseInt(article!, 16)}.${n}`
}

export function makeArticle(number: number, sketch: ArticleSketch): IndexedArticle {
  const id = articleId(number)
  const paragraphs = sketch.paragraphs.map((part, i) => makeParagraph(id, i + 1, typeof part === 'string' ? { text: part } : part))
  const known = (value: string | null | undefined): Evident => value === undefined || value === null ? nothing : evident(value, 'given', value)
  return {
    id, title: known(sketch.title), displayTitle: sketch.title ?? paragraphs[0]?.text.slice(0, 60) ?? 'Untitled',
    outlet: known(sketch.outlet), agency: known(sketch.agency), republisher: nothing, byline: nothing, dateline: nothing, url: known(sketch.url),
    published: sketch.published ? evident(sketch.published, sketch.basis ?? 'byline', sketch.published) : nothing,
    lang: sketch.lang ?? null, story: articleId(sketch.story ?? number), paragraphs,
  }
}

function makeParagraph(article: string, n: number, { text, section, speakers = [], mentions = [], copy }: ParagraphSketch): Paragraph {
  const id = paragraphId(article, n)
  const end = Math.min(text.length, 4)
  return {
    id, n, text, hash: hashText(text), section: section ?? null, copy: copy ? partId(copy) : id,
    speakers: speakers.map((name): Speaker => ({ name, printed: name, basis: 'named', quotes: [{ start: 0, end }] })),
    mentions: mentions.map((value): Mention => ({ value, start: 0, end })),
  }
}

/** Words as a reader would type them: `gaza "a phrase" -not one|other begin*`. */
export function toWordQuery(text: string): WordQuery {
  const words: WordQuery = { all: [], none: [] }
  for (const [part] of text.matchAll(/-?(?:"[^"]*"|[^\s"])+/g)) {
    const alternatives = [...part.replace(/^-/, '').matchAll(/(?:"[^"]*"|[^"|])+/g)].map(([one]) => toPhrase(one)).filter(phrase => phrase.terms.length > 0)
    if (part.startsWith('-')) words.none.push(...alternatives)
    else if (alternatives.length > 0) words.all.push(alternatives)
  }
  return words
}

function toPhrase(text: string): Phrase {
  return { terms: toTerms(text).map(term => term.term), prefix: text.endsWith('*') }
}

type Wishes = Partial<Omit<Query, 'filters' | 'words'>> & { filters?: Partial<Filters> }

/** A query with everything usual but what is asked for: typos off, copies shown, a page of 500. */
export function ask(words: string, { filters, ...wishes }: Wishes = {}): Query {
  const usual = emptyQuery()
  return {
    ...usual, typos: false, copies: 'show', pageSize: 500, ...wishes, words: toWordQuery(words), filters: { ...usual.filters, ...filters },
  }
}

export function anyOf(...any: string[]): ValueFilter {
  return { ...noFilter, any }
}

export function noneOf(...none: string[]): ValueFilter {
  return { ...noFilter, none }
}

/** A dozen invented articles that hold one of everything. */
export const news: IndexedArticle[] = [
  makeArticle(1, {
    title: 'Harbour truce holds in Port Selwyn', outlet: 'Example Times', agency: 'Northwire', lang: 'en', published: '2025-03-04', url: 'https://example.org/truce',
    paragraphs: [
      { text: 'Envoys in Port Selwyn agreed on an immediate ceasefire, and the harbour opened again.', mentions: ['2025-03-03'] },
      { text: '“We will keep the security guarantees,” said Ana Ruiz, the envoy.', speakers: ['Ana Ruiz'], section: 'What was promised', mentions: ['2025'] },
      { text: 'Nobody spoke of the Zürich talks; U.S. observers counted 1,250 boats.', mentions: ['2024-12'] },
    ],
  }),
  makeArticle(2, {
    title: 'Port Selwyn truce holds', outlet: 'Other Post', agency: 'Northwire', lang: 'en', published: '2025-03-05', story: 1, url: 'https://other.example/a',
    paragraphs: [
      { text: 'Envoys in Port Selwyn agreed on an immediate ceasefire and the harbour opened again.', copy: '1.1', mentions: ['2025-03-03'] },
      { text: '“We will keep the security guarantees,” said envoy Ana Ruiz.', copy: '1.2', speakers: ['Ana Ruiz'] },
    ],
  }),
  makeArticle(3, {
    title: 'Ceasefire? Not here, says the mayor', outlet: 'EXAMPLE TIMES', lang: 'en', published: '2025-04-01', basis: 'inferred',
    paragraphs: [
      { text: 'Mayor Jürg Ødegård spoke in Zürich about harbour dues and the truce.', speakers: ['Jürg Ødegård', 'Ana Ruiz'], mentions: ['2025-Q1'] },
      'The harbour, the harbour and again the harbour: nothing else was on the table.',
      'An immediate answer was not to be had. Ceasefire talks go on.',
    ],
  }),
  makeArticle(4, { title: 'Без перемирия', outlet: 'Дневник', lang: 'ru', published: '2025-03-31', paragraphs: ['Перемирие в порту Селвин держится второй день.', 'Переговоры идут медленно.'] }),
  makeArticle(5, { title: '港口停火', outlet: '例报', lang: 'zh', published: '2025-03-31', paragraphs: ['东京都知事表示港口已经重新开放。', '停火协议今天生效。'] }),
  makeArticle(6, { title: null, paragraphs: ['A line that nobody dated and no outlet signed, about the harbour.', { text: 'Somebody spoke.', speakers: ['Jurg Odegard'] }] }),
  makeArticle(7, { title: 'ท่าเรือเปิดอีกครั้ง', outlet: 'Ελληνικά Νέα', lang: 'th', published: '2024-12-31', paragraphs: ['ท่าเรือเปิดอีกครั้งหลังการหยุดยิง', 'Η εκεχειρία κρατάει στο λιμάνι.', 'وقف إطلاق النار في الميناء'] }),
  makeArticle(8, { title: 'Only a headline about guarantees', outlet: 'Other Post', agency: 'Südwire', lang: 'en', published: '2025-01-01', paragraphs: ['Nothing of it below.', 'Nor here.'] }),
]
