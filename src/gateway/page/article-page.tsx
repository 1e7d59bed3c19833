import { isArticleId, type Evident } from '../../article.ts'
import type { Given } from '../../given.ts'
import { toQueryString, type Fault } from '../../parameters.ts'
import { readRequest } from '../../query.ts'
import { readArticle, type ArticleAnswer } from '../../read.ts'
import { withQuery } from '../answers.ts'
import type { Asked } from '../exchange.ts'
import type { Gateway } from '../gateway.ts'
import { Refusal } from '../problems.ts'
import { articlePageTable, takeUnknown } from './address.ts'
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
      return { body: render(<ArticlePage article={found.article} q={request.values.q ?? ''} base={gateway.settings.publicUrl} />) }
    },
  }
}

function ArticlePage({ article, q, base }: { article: Article; q: string; base: string }) {
  const marks = article.paragraphs.filter(paragraph => paragraph.matches.length > 0)
  return (
    <Document title={article.title} box={<SearchBox q={q} />}>
      <main id="main" class="article">
        <article aria-labelledby="title">
          <header>
            <p class="meta"><span class="outlet"><bdi>{article.outlet ?? 'Outlet not known'}</bdi></span>{article.published ? <> · <Day day={article.published} short={false} /></> : ' · no date'}</p>
            <h1 id="title" dir="auto" {...langOf(article.lang)}><Marked pieces={article.titlePieces} /></h1>
            {article.evidence.byline.value ? <p class="byline"><bdi>{article.evidence.byline.value}</bdi></p> : null}
            {article.published && article.publishedBasis === 'inferred' ? <p class="small">Date inferred{article.evidence.published.evidence ? <> from <q>{article.evidence.published.evidence}</q></> : null}.</p> : null}
          </header>
          {q ? <Found q={q} marks={marks.map(paragraph => paragraph.n)} /> : null}
          <div class="body">{article.paragraphs.map((paragraph, i) => <Row paragraph={paragraph} section={paragraph.section !== (article.paragraphs[i - 1]?.section ?? null) ? paragraph.section : null} lang={article.lang} />)}</div>
        </article>
        <div class="aside">
          <Facts article={article} />
          <Copies article={article} />
          <Cite article={article} base={base} />
        </div>
      </main>
    </Document>
  )
}

function Found({ q, marks }: { q: string; marks: number[] }) {
  if (marks.length === 0) return <p class="marks small">No paragraph holds <q>{q}</q>.</p>
  return <nav class="marks small" aria-label="Marked paragraphs"><q>{q}</q> stands in {marks.map((n, i) => <>{i > 0 ? ' ' : ''}<a href={`#p${n}`}>¶{n}</a></>)}</nav>
}

type Part = Article['paragraphs'][number]

function Row({ paragraph, section, lang }: { paragraph: Part; section: string | null; lang: string | null }) {
  const { n, speakers, pieces } = paragraph
  return (
    <>
      {section ? <h2 class="section" dir="auto" {...langOf(lang)}>{section}</h2> : null}
      <div class="para" id={`p${n}`}>
        <a class="n" href={`#p${n}`} data-copy="" aria-label={`Link to paragraph ${n}`}>¶{n}</a>
        <p class="text" dir="auto" {...langOf(lang)}><Marked pieces={pieces} /></p>
        {speakers.length > 0 ? <ul class="who" aria-label={`Who speaks in paragraph ${n}`}>{speakers.map(speaker => <li><SpeakerName speaker={speaker} /></li>)}</ul> : null}
      </div>
    </>
  )
}

/** What is known of the article, each with how it is known and the words it was read from. */
function Facts({ article }: { article: Article }) {
  const { outlet, agency, republisher, byline, dateline, published, url } = article.evidence
  const rows: [string, Evident, string | null][] = [
    ['Outlet', outlet, outlet.value], ['Agency', agency, agency.value], ['Republished by', republisher, republisher.value], ['Published', published, published.value && sayDay(published.value)],
    ['Byline', byline, byline.value], ['Place', dateline, dateline.value], ['Address', url, url.value],
  ]
  return (
    <section aria-labelledby="facts-title">
      <h2 id="facts-title">What is known</h2>
      <dl class="facts">
        {rows.filter(([name, , value]) => value !== null || name === 'Outlet' || name === 'Published').map(([name, { basis, evidence }, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>
              {value === null ? 'not known' : name === 'Address' ? <a href={value} rel="noopener noreferrer external">{value}</a> : <bdi>{value}</bdi>}
              {value === null ? null : <span class="basis"> {valueBasis[basis]}{evidence && evidence !== value ? <>: <q>{evidence.slice(0, 160)}</q></> : null}</span>}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
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

function Cite({ article, base }: { article: Article; base: string }) {
  return (
    <section aria-labelledby="cite-title">
      <h2 id="cite-title">Cite as</h2>
      {toCitations(article, `${base}/articles/${article.id}`).map(({ name, text }) => (
        <details class="cite" id={`cite-${name.toLowerCase()}`} open={name === 'Plain'}><summary>{name}</summary><pre data-copy="" tabindex={0} role="region" aria-label={`Citation, ${name}`}>{text}</pre></details>
      ))}
    </section>
  )
}
