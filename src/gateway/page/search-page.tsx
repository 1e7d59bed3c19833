import type { Call } from '../../answer.ts'
import type { Given } from '../../given.ts'
import { toQueryString, type Fault } from '../../parameters.ts'
import { readRequest, type SearchRequest } from '../../query.ts'
import { searchArticles, type ArticlesAnswer } from '../../search.ts'
import { suggest } from '../../suggest.ts'
import { timeline, type Timeline } from '../../timeline.ts'
import { withQuery } from '../answers.ts'
import { feedTable } from '../api/feed.ts'
import type { Asked } from '../exchange.ts'
import type { Gateway } from '../gateway.ts'
import type { Refusal } from '../problems.ts'
import { exportHref, searchPageTable, takeUnknown, toHref, toOther, type SearchPageValues } from './address.ts'
import { SearchBox } from './box.tsx'
import { Chips } from './chips.tsx'
import { Document, render } from './document.tsx'
import { Filters } from './filters.tsx'
import { findValues } from './find.ts'
import { Nothing } from './nothing.tsx'
import { readOverview, type Overview } from './overview.ts'
import { Choice, Paging } from './paging.tsx'
import { Results, Summary } from './results.tsx'
import { Chart } from './timeline.tsx'
import { Welcome } from './welcome.tsx'

const FACETS = ['outlet', 'speaker', 'agency'] as const
const NEWEST = 5

/** `/`: without anything asked the start page, else articles with their best passages and everything to narrow them by. */
export function readSearchPage(gateway: Gateway, given: Given, faults: Fault[]): Asked {
  const unknown = takeUnknown(given, searchPageTable)
  const request = readRequest(searchPageTable, given, faults)
  const query = toQueryString(searchPageTable, request.values)
  return {
    canonical: `${withQuery('/', query)} ${unknown.join(' ')}`,
    answer: async call => ({ body: query === '' ? await welcome(gateway, request, call) : await found(gateway, request, unknown, call) }),
  }
}

/** The page with what is wrong said beside its field; nothing is searched. */
export async function explainSearchPage(given: Given, refusal: Refusal): Promise<string> {
  const typed = (name: string) => given.get(name)?.[0] ?? null
  const sound = new Map([...given].filter(([name]) => Object.hasOwn(searchPageTable, name) && !refusal.faults.some(fault => fault.parameter === name)))
  const { values } = readRequest(searchPageTable, new Map([...sound].filter(([name]) => !['from', 'to', 'about_from', 'about_to', 'page', 'page_size'].includes(name))))
  const fields = new Set(['q', 'from', 'to'])
  return render(
    <Document title="Cannot search so" box={<Box values={values} q={typed('q') ?? ''} fault={refusal.faults.find(fault => fault.parameter === 'q')?.detail ?? null} />}>
      <main id="main" class="search" data-live="">
        <Filters values={values} facets={{}} overview={null} faults={refusal.faults} typed={typed} />
        <div class="found">
          <header class="summary"><h1 id="results" tabindex={-1}><span id="count">Not searched</span></h1></header>
          <div class="problem">
            <p>{refusal.faults.length === 1 ? 'One thing has to be mended first:' : 'These things have to be mended first:'}</p>
            <ul>{refusal.faults.map(({ parameter, detail, example }) => <li>{fields.has(parameter) ? <a href={`#${parameter}`}>{parameter}</a> : <b>{parameter}</b>} {detail}{example ? <>, such as <code>{example}</code></> : null}</li>)}</ul>
          </div>
        </div>
      </main>
    </Document>)
}

async function welcome(gateway: Gateway, request: SearchRequest, call: Call): Promise<string> {
  const newest = { ...request, query: { ...request.query, pageSize: NEWEST, facets: [], passages: 1 } }
  const [overview, { articles }] = await Promise.all([readOverview(gateway, call), searchArticles(gateway, newest, call)])
  return render(<Document title={null} box={<SearchBox q="" />}><Welcome overview={overview} newest={articles} /></Document>)
}

async function found(gateway: Gateway, given: SearchRequest & { values: SearchPageValues }, unknown: string[], call: Call): Promise<string> {
  const { values } = given
  const request = { ...given, query: { ...given.query, facets: [...FACETS] } }
  const [answer, overview, line] = await Promise.all([searchArticles(gateway, request, call), readOverview(gateway, call), drawable(timeline(gateway, request, null, call, 'articles'))])
  const facets = await findValues(gateway, request, values, answer.facets, call)
  const suggestions = answer.meta.total === 0 && values.q ? await suggest(gateway, values.q, 6, call) : []
  return render(<Found values={values} answer={{ ...answer, facets }} overview={overview} line={line} suggestions={suggestions} unknown={unknown} />)
}

/** A timeline too long to draw is left out: the search itself is sound. */
async function drawable(line: Promise<Timeline>): Promise<Timeline | null> {
  return line.catch(error => {
    if ((error as { code?: string }).code === 'invalid_parameters') return null
    throw error
  })
}

interface FoundProps { values: SearchPageValues; answer: ArticlesAnswer; overview: Overview; line: Timeline | null; suggestions: Awaited<ReturnType<typeof suggest>>; unknown: string[] }

function Found({ values, answer, overview, line, suggestions, unknown }: FoundProps) {
  const to = (change: Record<string, unknown>) => toHref('/', searchPageTable, values, change)
  const feed = toOther('/feed.atom', feedTable, { ...values, page_size: undefined })
  return (
    <Document title={values.q ?? 'Articles'} box={<Box values={values} q={values.q ?? ''} fault={null} />} feed={feed}>
      <main id="main" class="search" data-live="">
        <Filters values={values} facets={answer.facets} overview={overview} faults={[]} typed={() => null} />
        <div class="found">
          <Summary answer={answer} values={values} unknown={unknown} />
          <Chips values={values} />
          {line ? <Chart line={line} unit={['article', 'articles']} ranged={values.from !== null || values.to !== null} toRange={(from, last) => to({ from, to: last })} /> : null}
          <div class="bar">
            <a class="open-filters" href="#filters">Narrow</a>
            {answer.meta.total > 1 ? <Choice label="Sort" choices={sorts(values).map(({ sort, current }) => ({ name: sort, href: to({ sort }), current }))} /> : null}
            {answer.meta.total > 10 ? <Choice label="Per page" choices={[10, 25, 50].map(size => ({ name: String(size), href: to({ page_size: size }), current: values.page_size === size }))} /> : null}
          </div>
          {answer.articles.length > 0 ? <Results articles={answer.articles} values={values} /> : <Nothing values={values} suggestions={suggestions} />}
          <Paging meta={answer.meta} to={page => to({ page })} exportHref={exportHref(values, 'csv')} />
          {answer.meta.total > 0 ? <p class="take">Take along: <a href={feed}>Atom feed</a>{answer.meta.relaxed.length > 0 ? null : <>, <a href={exportHref(values, 'csv')}>CSV</a>, <a href={exportHref(values, 'ndjson')}>NDJSON</a> of every passage found</>}</p> : null}
        </div>
      </main>
    </Document>
  )
}

function sorts(values: SearchPageValues): { sort: string; current: boolean }[] {
  const present = values.sort ?? (values.q ? 'relevance' : 'newest')
  return ['relevance', 'newest', 'oldest'].filter(sort => sort !== 'relevance' || values.q).map(sort => ({ sort, current: sort === present }))
}

/** Fields the page shows by themselves; everything else of the address goes along unseen. */
const SHOWN = new Set(['q', 'from', 'to', 'outlet', 'speaker', 'agency', 'outlet_missing', 'speaker_missing', 'find_outlet', 'find_speaker', 'find_agency', 'page'])

function Box({ values, q, fault }: { values: SearchPageValues; q: string; fault: string | null }) {
  const unseen = Object.fromEntries(Object.entries(values).filter(([name]) => !SHOWN.has(name)))
  const pairs = [...new URLSearchParams(toQueryString(searchPageTable, unseen))]
  return <SearchBox q={q} fault={fault}>{pairs.map(([name, value]) => <input type="hidden" name={name} value={value} />)}</SearchBox>
}
