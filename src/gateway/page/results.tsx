import type { ArticleResult, ArticlesAnswer, Meta } from '../../search.ts'
import { articleHref, searchPageTable, toHref, type SearchPageValues } from './address.ts'
import { langOf, MarkedText } from './marked.tsx'
import { AlsoIn, Day, PassageItem } from './passage.tsx'
import { sayCount, sayNumber, valueBasis } from './wording.ts'

/** The heading that a change of page moves to: how many, for what, and what was made of the words. */
export function Summary({ answer, values, unknown }: { answer: ArticlesAnswer; values: SearchPageValues; unknown: string[] }) {
  const { meta } = answer
  const copies = meta.unfolded - meta.total
  return (
    <header class="summary">
      <h1 id="results" tabindex={-1}>
        <span id="count">{meta.exact ? '' : 'about '}{sayCount(meta.total, 'article')}</span>
        {values.q ? <> for <q dir="auto">{values.q}</q></> : null}
      </h1>
      {copies > 0 || meta.page > 1 ? <p class="small">{[meta.page > 1 ? `Page ${sayNumber(meta.page)} of ${sayNumber(meta.pages)}` : '', copies > 0 ? `${sayCount(copies, 'copy', 'copies')} folded` : ''].filter(Boolean).join(' · ')}</p> : null}
      <Notices meta={meta} values={values} unknown={unknown} />
    </header>
  )
}

/** What was read otherwise than it was typed: said plainly, each with the way back. */
function Notices({ meta, values, unknown }: { meta: Meta; values: SearchPageValues; unknown: string[] }) {
  const lines = [
    ...meta.corrected.map(({ word, printed }) => (
      <>Nothing holds <q>{word}</q>: searched for {printed.slice(0, 4).map((one, i) => <>{i > 0 ? ', ' : ''}<q>{one}</q></>)}. <a href={toHref('/', searchPageTable, values, { typos: false })}>Search exactly as typed</a></>
    )),
    ...meta.relaxed.length > 0 ? [<>No article holds every word. Left out: {meta.relaxed.map((word, i) => <>{i > 0 ? ', ' : ''}<s>{word}</s></>)}. <a href={toHref('/', searchPageTable, values, { match: 'all' })}>Search for all words</a></>] : [],
    ...meta.ignored.length > 0 ? [<>Not searched for: {meta.ignored.map((word, i) => <>{i > 0 ? ', ' : ''}<q>{word}</q></>)}.</>] : [],
    ...meta.notes.map(note => <>{note}</>),
    ...unknown.length > 0 ? [<>The address holds what this page does not know; it was passed over: {unknown.slice(0, 5).join(', ')}.</>] : [],
    ...meta.partial ? [<>A part of the index did not answer: there may be more.</>] : [],
  ]
  return lines.length === 0 ? null : <ul class="notices">{lines.map(line => <li>{line}</li>)}</ul>
}

export function Results({ articles, values }: { articles: ArticleResult[]; values: SearchPageValues }) {
  return <ol class="results">{articles.map(article => <li data-key={article.id}><ArticleItem article={article} values={values} /></li>)}</ol>
}

function ArticleItem({ article, values }: { article: ArticleResult; values: SearchPageValues }) {
  return (
    <article aria-labelledby={`t-${article.id}`}>
      <h2 id={`t-${article.id}`} dir="auto" {...langOf(article.lang)}><a href={articleHref(article.id, values)}><MarkedText text={article.title} ranges={article.titleMatches} /></a></h2>
      <p class="meta">
        <span class="outlet"><bdi>{article.outlet ?? 'Outlet not known'}</bdi></span>
        {article.agency ? <> <span class="agency">via <bdi>{article.agency}</bdi></span></> : null}
        {' · '}
        {article.published ? <Day day={article.published} /> : 'no date'}
        {article.publishedBasis === 'inferred' ? <span class="basis"> {valueBasis.inferred}</span> : null}
        {article.url ? <> · <a href={article.url} rel="noopener noreferrer external">source</a></> : null}
      </p>
      {article.passages.length > 0 ? <ol class="passages">{article.passages.map(passage => <PassageItem passage={passage} article={article} values={values} />)}</ol> : null}
      <AlsoIn copies={article.alsoIn} id={article.id} />
    </article>
  )
}
