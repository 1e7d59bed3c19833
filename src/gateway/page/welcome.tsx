import type { ArticleResult } from '../../search.ts'
import { searchPageTable, toHref, speakerHref } from './address.ts'
import type { Overview } from './overview.ts'
import { Day } from './passage.tsx'
import { sayCount, sayDay, sayNumber } from './wording.ts'

/** What this is, what it holds, and ways to begin: all taken from the index itself. */
export function Welcome({ overview, newest }: { overview: Overview; newest: ArticleResult[] }) {
  if (overview.articles === 0) return <Empty />
  const { articles, paragraphs, first, last } = overview
  return (
    <main id="main" class="welcome" data-live="">
      <h1>News you can cite by the paragraph</h1>
      <p class="lead">{sayCount(articles, 'article')} in {sayCount(paragraphs, 'paragraph')}{first && last ? <>, printed from {sayDay(first)} to {sayDay(last)}</> : null}. Each paragraph knows who speaks in it, who printed it and when, and has an address of its own.</p>
      <div class="starts">
        <Starts title="Begin with a word" items={overview.words.map(word => ({ name: word, href: toHref('/', searchPageTable, { q: word }), count: null }))} />
        <Starts title="What did they say?" items={overview.speakers.map(({ value, count }) => ({ name: value, href: speakerHref(value), count }))} />
        <Starts title="Read an outlet" items={overview.outlets.map(({ value, count }) => ({ name: value, href: toHref('/', searchPageTable, { outlet: [value] }), count }))} />
      </div>
      <section class="newest" aria-labelledby="newest-title">
        <h2 id="newest-title">Newest</h2>
        <ul>
          {newest.map(article => (
            <li><a href={`/articles/${article.id}`} dir="auto">{article.title}</a> <span class="small"><bdi>{article.outlet ?? 'outlet not known'}</bdi>{article.published ? <>, <Day day={article.published} /></> : null}</span></li>
          ))}
        </ul>
        <p><a href={toHref('/', searchPageTable, { sort: 'newest' })}>All articles, newest first</a></p>
      </section>
      <section class="how" aria-labelledby="how-title">
        <h2 id="how-title">How to ask</h2>
        <dl>
          <dt><code>words like these</code></dt><dd>All of them, in any order, mistyped or not.</dd>
          <dt><code>"a phrase"</code></dt><dd>These words side by side.</dd>
          <dt><code>-word</code></dt><dd>Without this word.</dd>
          <dt><code>one OR other</code></dt><dd>Either will do.</dd>
          <dt><code>begin*</code></dt><dd>Every word that begins so; the last word is read so anyhow.</dd>
        </dl>
      </section>
    </main>
  )
}

interface StartsProps { title: string; items: { name: string; href: string; count: number | null }[] }

function Starts({ title, items }: StartsProps) {
  if (items.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <ul>{items.map(({ name, href, count }) => <li><a href={href}><bdi>{name}</bdi></a>{count === null ? null : <span class="count"> {sayNumber(count)}</span>}</li>)}</ul>
    </section>
  )
}

function Empty() {
  return (
    <main id="main" class="welcome" data-live="">
      <h1>Nothing is indexed yet</h1>
      <p class="lead">Citewire searches news articles by the paragraph. Give it a folder of saved pages, plain texts, JSON or feeds:</p>
      <pre><code>npm run index -- articles/</code></pre>
      <p>Or begin with the articles that come with it: <code>npm run index -- samples</code>. This page shows them as soon as they are there.</p>
    </main>
  )
}
