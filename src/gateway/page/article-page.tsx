import { isArticleId, type Evident } from '../../article.ts'
import type { Given } from '../../given.ts'
import { toQueryString, type Fault, type Values } from '../../parameters.ts'
import { readRequest } from '../../query.ts'
import { readArticle, type ArticleAnswer } from '../../read.ts'
import { withQuery } from '../answers.ts'
import type { Asked } from '../exchange.ts'
import type { Gateway } from '../gateway.ts'
import { Refusal } from '../problems.ts'
import { articleHref, articlePageTable, searchPageTable, takeUnknown, toHref, toOther } from './address.ts'
import { SearchBox } from './box.tsx'
import { toCitations } from './cite.ts'
import { Document, render } from './document.tsx'
import { langOf, Marked } from './marked.tsx'
import { Day, SpeakerName } from './passage.tsx'
import { sayDay, valueBasis } from './wording.ts'

type Article = ArticleAnswer['article']

/** `/articles/{id}`: the text by its paragraphs, each with an address. */
export function readArticlePage(gateway: Gateway, id: string, given: Given, faults: Fault[]): Asked {
  if (!isArticleId(id)) throw new Refusal('not-found', 'There is no article of this id: one is “a” and 16 hex digits.')
  takeUnknown(given, articlePageTable)
  const request = readRequest(articlePageTable, given, faults)
  const path = `/articles/${id}`
  return {
    canonical: withQuery(path, toQueryString(articlePageTable, request.values)),
    answer: async call => {
      const found = await readArticle(gateway, id, request, call)
      if (!found) throw new Refusal('not-found', `There is no article ${id}. It may have been removed, or read anew under another id.`)
      return { body: render(<ArticlePage article={found.article} values={request.values} base={gateway.settings.publicUrl} />) }
    },
  }
}

type ArticleValues = Values<typeof articlePageTable>
type Part = Article['paragraphs'][number]

function ArticlePage({ article, values, base }: { article: Article; values: ArticleValues; base: string }) {
  const { q } = values
  const { title: titleFrom, byline, dateline, published } = article.evidence
  const marks = article.paragraphs.filter(paragraph => paragraph.matches.length > 0).map(paragraph => paragraph.n)
  return (
    <Document title={article.title} box={<SearchBox q={q ?? ''} />}>
      <main id="main" class="article">
        <article aria-labelledby="title">
          <header>
            <p class="meta"><span class="outlet"><bdi>{article.outlet ?? 'Outlet not known'}</bdi></span>{article.agency ? <> via <bdi>{article.agency}</bdi></> : null} · {article.published ? <Day day={article.published} short={false} /> : 'no date'}</p>
            <h1 id="title" dir="auto" {...langOf(article.lang)}><Marked pieces={article.titlePieces} /></h1>
            {titleFrom.basis === 'none' ? <p class="small">It has no title: these are its first words.</p> : null}
            {byline.value || dateline.value ? <p class="byline"><bdi>{byline.value}</bdi>{byline.value && dateline.value ? ' · ' : ''}<bdi>{dateline.value}</bdi></p> : null}
            {published.value && published.basis === 'inferred' ? <p class="small">Date inferred{published.evidence ? <> from <q>{published.evidence}</q></> : null}, not printed.</p> : null}
          </header>
          {q ? <Found q={q} values={values} marks={marks} /> : null}
          <div class="body">
            {article.paragraphs.map((paragraph, i) => (
              <Row paragraph={paragraph} section={paragraph.section !== (article.paragraphs[i - 1]?.section ?? null) ? paragraph.section : null} lang={article.lang} marks={marks}
                citeHref={`${toOther(`/articles/${article.id}`, articlePageTable, { ...values, cite: paragraph.n })}#cite`} />
            ))}
          </div>
        </article>
        <div class="aside">
          <Facts article={article} />
          <Copies article={article} />
          <Cite article={article} base={base} values={values} />
        </div>
      </main>
    </Document>
  )
}

function Found({ q, values, marks }: { q: string; values: ArticleValues; marks: number[] }) {
  const back = <a class="back" href={toHref('/', searchPageTable, { ...values })}>All results</a>
  if (marks.length === 0) return <p class="marks small">No paragraph holds <q>{q}</q>. {back}</p>
  return <nav class="marks small" aria-label="Marked paragraphs"><q>{q}</q> is marked in {marks.map((n, i) => <>{i > 0 ? ' ' : ''}<a href={`#p${n}`}>¶{n}</a></>)} {back}</nav>
}

interface RowProps { paragraph: Part; section: string | null; lang: string | null; marks: number[]; citeHref: string }

/** A paragraph: its number, its words, and in the margin who speaks and the way to the other marked ones. */
function Row({ paragraph, section, lang, marks, citeHref }: RowProps) {
  const { n, speakers, pieces } = paragraph
  const at = marks.indexOf(n)
  const [before, after] = at < 0 ? [undefined, undefined] : [marks[at - 1], marks[at + 1]]
  return (
    <>
      {section ? <h2 class="section" dir="auto" {...langOf(lang)}>{section}</h2> : null}
      <div class="para" id={`p${n}`}>
        <p class="margin"><a class="n" href={`#p${n}`} data-copy="" aria-label={`Link to paragraph ${n}`}>¶{n}</a> <a class="to-cite" href={citeHref} aria-label={`Cite paragraph ${n}`}>cite</a></p>
        <p class="text" dir="auto" {...langOf(lang)}><Marked pieces={pieces} /></p>
        {speakers.length > 0 || before || after ? (
          <div class="side">
            {speakers.length > 0 ? <ul class="who" aria-label={`Who speaks in paragraph ${n}`}>{speakers.map(speaker => <li><SpeakerName speaker={speaker} /></li>)}</ul> : null}
            {before || after ? <p class="steps">{before ? <a href={`#p${before}`} aria-label={`Previous match, paragraph ${before}`}>↑ ¶{before}</a> : null} {after ? <a href={`#p${after}`} aria-label={`Next match, paragraph ${after}`}>↓ ¶{after}</a> : null}</p> : null}
          </div>
        ) : null}
      </div>
    </>
  )
}

/** What is known of the article, each with how it is known and the words it was read from. */
function Facts({ article }: { article: Article }) {
  const { title, outlet, agency, republisher, byline, dateline, published, url } = article.evidence
  const rows: [string, Evident, string | null][] = [
    ['Title', title, title.basis === 'given' ? null : title.value], ['Outlet', outlet, outlet.value], ['Agency', agency, agency.value], ['Republished by', republisher, republisher.value], ['Published', published, published.value && sayDay(published.value)],
    ['Byline', byline, byline.value], ['Place', dateline, dateline.value], ['Address', url, url.value],
  ]
  return (
    <section aria-labelledby="facts-title">
      <h2 id="facts-title">What is known, and how</h2>
      <dl class="facts">
        {rows.filter(([name, , value]) => value !== null || ALWAYS.has(name)).map(([name, known, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>
              {value === null ? 'not known' : name === 'Address' ? <a href={value} rel="noopener noreferrer external">{value}</a> : name === 'Title' ? null : <bdi>{value}</bdi>}
              {value === null ? null : <Basis known={known} value={value} />}
            </dd>
          </div>
        ))}
        <div><dt>Paragraphs</dt><dd>{article.paragraphs.length}, {article.paragraphs.filter(paragraph => paragraph.speakers.length > 0).length} of them with a known speaker</dd></div>
      </dl>
    </section>
  )
}

const ALWAYS = new Set(['Outlet', 'Published'])
const MOST_EVIDENCE = 160

/** `inferred from “on Tuesday”`: how a value is known, and from which words where they are not the value itself. */
function Basis({ known: { basis, evidence }, value }: { known: Evident; value: string }) {
  const words = evidence && evidence !== value ? [...evidence].slice(0, MOST_EVIDENCE).join('') : null
  return <span class="basis"> {valueBasis[basis]}{words ? <>{basis === 'inferred' ? ' from ' : ': '}<q><bdi>{words}</bdi></q></> : null}</span>
}

function Copies({ article }: { article: Article }) {
  if (article.alsoIn.length === 0) return null
  const copies = [...article.alsoIn].sort((a, b) => (a.published ?? '9999').localeCompare(b.published ?? '9999'))
  return (
    <section aria-labelledby="copies-title">
      <h2 id="copies-title">Also printed</h2>
      <ul class="copies">
        {copies.map(copy => (
          <li><a href={`/articles/${copy.article}`}><bdi>{copy.outlet ?? 'outlet not known'}</bdi></a>{copy.published ? <>, <Day day={copy.published} /></> : null} · <a href={`/articles/${article.id}/compare/${copy.article}`}>compare<span class="quiet"> with this one</span></a></li>
        ))}
      </ul>
    </section>
  )
}

/** The article's citation, or that of one of its paragraphs. */
function Cite({ article, base, values }: { article: Article; base: string; values: ArticleValues }) {
  const part = article.paragraphs.find(paragraph => paragraph.n === values.cite) ?? null
  return (
    <section class="cites" id="cite" aria-labelledby="cite-title">
      <h2 id="cite-title">{part ? `Cite ¶${part.n} as` : 'Cite as'}</h2>
      {part ? <p class="small"><a href={articleHref(article.id, { ...values, cite: null }, part.n)}>Back to ¶{part.n}</a> · <a href={`${articleHref(article.id, { ...values, cite: null })}#cite`}>Cite the whole article</a></p> : null}
      {toCitations(article, `${base}/articles/${article.id}`, part).map(({ name, text }) => (
        <details class="cite" id={`cite-${name.toLowerCase()}`} open={name === 'Plain'}><summary>{name}</summary><pre data-copy="" tabindex={0} role="region" aria-label={`Citation, ${name}`}>{text}</pre></details>
      ))}
    </section>
  )
}
