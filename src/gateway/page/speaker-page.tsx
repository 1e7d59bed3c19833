import type { Call, PassageHit } from '../../answer.ts'
import { facetKey } from '../../article.ts'
import type { FacetCount } from '../../engine/engine.ts'
import type { Given } from '../../given.ts'
import { findClosestValues } from '../../notes.ts'
import { toQueryString, type Fault, type Values } from '../../parameters.ts'
import { readRequest, searchTable, type SearchRequest } from '../../query.ts'
import { search, type Meta, type SearchAnswer } from '../../search.ts'
import { timeline, type Timeline } from '../../timeline.ts'
import { withQuery } from '../answers.ts'
import { feedTable } from '../api/feed.ts'
import type { Asked } from '../exchange.ts'
import type { Gateway } from '../gateway.ts'
import { articleHref, exportHref, searchPageTable, speakerHref, speakerPageTable, takeUnknown, toHref, toOther } from './address.ts'
import { SearchBox } from './box.tsx'
import { Document, render } from './document.tsx'
import { langOf, Marked } from './marked.tsx'
import { AlsoIn, Day } from './passage.tsx'
import { Choice, Paging } from './paging.tsx'
import { PageRefusal } from './send.tsx'
import { Chart } from './timeline.tsx'
import { sayCount, sayNumber, speakerBasis, speakerBasisLong } from './wording.ts'

type SpeakerValues = Values<typeof speakerPageTable>

/** `/speakers/{name}`: everything one person said, newest first, to be narrowed by words, outlet and time. */
export function readSpeakerPage(gateway: Gateway, name: string, given: Given, faults: Fault[]): Asked {
  takeUnknown(given, speakerPageTable)
  const asked = readRequest(speakerPageTable, given, faults)
  const { filters } = readRequest({ speaker: searchTable.speaker }, new Map([['speaker', [name]]]), faults).query
  const values = asked.values
  const query = { ...asked.query, filters: { ...asked.query.filters, speaker: filters.speaker }, sort: values.sort ?? 'newest' as const, facets: ['outlet' as const] }
  return {
    canonical: withQuery(speakerHref(name), toQueryString(speakerPageTable, values)),
    answer: async call => ({ body: await show(gateway, name, { ...asked, query }, values, call) }),
  }
}

async function show(gateway: Gateway, name: string, request: SearchRequest, values: SpeakerValues, call: Call): Promise<string> {
  const [answer, line] = await Promise.all([search(gateway, request, call), timeline(gateway, request, null, call)])
  if (answer.meta.total === 0) await checkKnown(gateway, name, call)
  const spelt = answer.hits.flatMap(hit => hit.speakers).find(speaker => facetKey(speaker.name) === facetKey(name))?.name ?? name
  return render(<SpeakerPage name={spelt} values={values} answer={answer} line={line} />)
}

/** Throws a PageRefusal that leads to the closest names where nobody of this name speaks. */
async function checkKnown(gateway: Gateway, name: string, call: Call): Promise<void> {
  const closest = await findClosestValues(gateway, 'speaker', name, call)
  if (closest.some(one => facetKey(one.value) === facetKey(name))) return
  throw new PageRefusal('not-found', `Nobody called “${name}” speaks in any article here.`, render(<Unknown name={name} closest={closest} />))
}

function Unknown({ name, closest }: { name: string; closest: FacetCount[] }) {
  return (
    <Document title="Nobody of this name" box={<SearchBox q="" />}>
      <main id="main" class="prose">
        <h1>Nobody called <q><bdi>{name}</bdi></q> speaks here</h1>
        {closest.length > 0 ? (
          <>
            <p>Perhaps it is spelt otherwise. Closest:</p>
            <ul class="closest">{closest.map(({ value, count }) => <li><a href={speakerHref(value)}><bdi>{value}</bdi></a> <span class="count">{sayCount(count, 'passage')}</span></li>)}</ul>
          </>
        ) : <p>No name that is known comes near it, either.</p>}
        <p><a href={toHref('/', searchPageTable, { q: name })}>Search for <q><bdi>{name}</bdi></q> in all articles</a></p>
      </main>
    </Document>
  )
}

interface SpeakerPageProps { name: string; values: SpeakerValues; answer: SearchAnswer; line: Timeline }

function SpeakerPage({ name, values, answer, line }: SpeakerPageProps) {
  const { meta, hits, facets } = answer
  const to = (change: Record<string, unknown>) => toHref(speakerHref(name), speakerPageTable, values, change)
  const all = { ...values, speaker: [name], page_size: undefined }
  const feed = toOther('/feed.atom', feedTable, all)
  return (
    <Document title={`What ${name} said`} feed={feed} box={<SearchBox q={values.q ?? ''} action={speakerHref(name)} label={`Search in what ${name} said`}><Unseen values={values} /></SearchBox>}>
      <main id="main" class="search" data-live="">
        <aside id="filters" class="filters" aria-labelledby="filters-title">
          <header><h2 id="filters-title">Narrow</h2> <a class="close" href="#main">Done</a></header>
          <fieldset id="facet-outlet">
            <legend>Outlet</legend>
            <ul>{(facets.outlet?.values ?? []).map(({ value, count, selected }) => (
              <li data-key={`outlet:${value}`}><label><input type="checkbox" name="outlet" value={value} checked={selected} form="search" /> <bdi>{value}</bdi> <span class="count">{sayNumber(count)}</span></label></li>
            ))}</ul>
          </fieldset>
          <p class="apply"><button type="submit" form="search">Apply</button></p>
          <Claimed name={name} />
        </aside>
        <div class="found">
          <header class="summary">
            <h1 id="results" tabindex={-1}><bdi>{name}</bdi> <span class="of">speaks in <span id="count">{sayCount(meta.total, 'passage')}</span>{values.q ? <> with <q dir="auto">{values.q}</q></> : null}</span></h1>
            {sum(meta)}
            {meta.corrected.length > 0 || meta.relaxed.length > 0 || meta.notes.length > 0 ? (
              <ul class="notices">
                {meta.corrected.map(({ word, printed }) => <li>Nothing holds <q>{word}</q>: searched for <q>{printed[0]}</q>.</li>)}
                {meta.relaxed.length > 0 ? <li>No passage holds every word. Left out: {meta.relaxed.join(', ')}.</li> : null}
                {meta.notes.map(note => <li>{note}</li>)}
              </ul>
            ) : null}
          </header>
          {line.buckets.length > 0 ? <Chart line={line} unit={['passage', 'passages']} ranged={values.from !== null || values.to !== null} toRange={(from, last) => to({ from, to: last })} /> : null}
          <div class="bar">
            <a class="open-filters" href="#filters">Narrow</a>
            <Choice label="Sort" choices={(values.q ? ['newest', 'oldest', 'relevance'] : ['newest', 'oldest']).map(sort => ({ name: sort, href: to({ sort: sort === 'newest' ? null : sort }), current: (values.sort ?? 'newest') === sort }))} />
          </div>
          {hits.length > 0
            ? <ol class="results said">{hits.map(hit => <li data-key={hit.id}><Said hit={hit} values={values} name={name} /></li>)}</ol>
            : <div class="nothing"><p>Nothing found so. <a href={speakerHref(name)}>Everything <bdi>{name}</bdi> said</a></p></div>}
          <Paging meta={meta} to={page => to({ page })} exportHref={exportHref(all, 'csv')} />
          <p class="take"><a href={toHref('/', searchPageTable, { speaker: [name], q: values.q })}>Articles in which they speak</a> · Take along: <a href={feed}>Atom feed</a>{meta.relaxed.length > 0 ? null : <>, <a href={exportHref(all, 'csv')}>CSV</a>, <a href={exportHref(all, 'ndjson')}>NDJSON</a></>}</p>
        </div>
      </main>
    </Document>
  )
}

function sum({ page, pages, total, unfolded }: Meta) {
  const parts = [...page > 1 ? [`Page ${sayNumber(page)} of ${sayNumber(pages)}`] : [], ...unfolded > total ? [`${sayCount(unfolded - total, 'copy', 'copies')} folded`] : []]
  return parts.length > 0 ? <p class="small">{parts.join(' · ')}</p> : null
}

/** Whether they said something: asked from here, answered at /verify. */
function Claimed({ name }: { name: string }) {
  return (
    <form class="claimed" action="/verify" method="get" autocomplete="off">
      <label for="claimed">Did they say this?</label>
      <input id="claimed" name="text" type="text" minlength={4} maxlength={2000} required placeholder="paste a quotation" />
      <input type="hidden" name="speaker" value={name} />
      <button type="submit">Verify</button>
    </form>
  )
}

function Unseen({ values }: { values: SpeakerValues }) {
  const { q: _, outlet: __, page: ___, ...unseen } = values
  return <>{[...new URLSearchParams(toQueryString(speakerPageTable, unseen))].map(([name, value]) => <input type="hidden" name={name} value={value} />)}</>
}

/** One passage of theirs: the words first, then where they stand and how they are known to be theirs. */
function Said({ hit, values, name }: { hit: PassageHit; values: SpeakerValues; name: string }) {
  const { article } = hit
  const own = hit.speakers.find(speaker => facetKey(speaker.name) === facetKey(name))
  return (
    <article aria-label={`Paragraph ${hit.n} of ${article.title}`}>
      <div class="passage">
        <a class="n" href={articleHref(article.id, values, hit.n)} aria-label={`Paragraph ${hit.n} in the article`}>¶{hit.n}</a>
        <p class="text" dir="auto" {...langOf(article.lang)}><Marked pieces={hit.snippet} /></p>
        <p class="who">
          <a href={articleHref(article.id, values, hit.n)}><bdi>{article.title}</bdi></a> · <span class="outlet"><bdi>{article.outlet ?? 'outlet not known'}</bdi></span> · {article.published ? <Day day={article.published} /> : 'no date'}
          {own ? <span class="basis" title={speakerBasisLong[own.basis]}> · {own.quotes.length === 0 ? 'reported' : 'quoted'}, {speakerBasis[own.basis]}{own.printed !== name ? <> as <bdi>“{own.printed}”</bdi></> : null}</span> : null}
        </p>
      </div>
      <AlsoIn copies={hit.alsoIn} id={article.id} />
    </article>
  )
}
