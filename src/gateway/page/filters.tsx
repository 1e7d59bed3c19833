import type { FacetAnswers } from '../../search.ts'
import type { Fault } from '../../parameters.ts'
import { addDays } from '../../mentions.ts'
import { searchPageTable, toHref, type SearchPageValues } from './address.ts'
import { FacetField, type PageFacet } from './facets.tsx'
import type { Overview } from './overview.ts'

interface FiltersProps {
  values: SearchPageValues
  facets: FacetAnswers
  overview: Overview | null
  faults: readonly Fault[]
  /** What was typed into a field that is at fault. */
  typed: (name: string) => string | null
}

const TITLES: Record<PageFacet, string> = { outlet: 'Outlet', speaker: 'Who speaks', agency: 'Agency' }
const FACETS = Object.keys(TITLES) as PageFacet[]
const MORE = 50

/** The fields that narrow a search; they belong to the box's form. */
export function Filters({ values, facets, overview, faults, typed }: FiltersProps) {
  const more = values.facet_limit < MORE ? toHref('/', searchPageTable, values, { facet_limit: MORE }) : null
  return (
    <aside id="filters" class="filters" aria-labelledby="filters-title">
      <header><h2 id="filters-title">Narrow</h2> <a class="close" href="#main">Done</a></header>
      <Dates values={values} overview={overview} faults={faults} typed={typed} />
      {FACETS.map(facet => (
        <FacetField facet={facet} title={TITLES[facet]} answer={facets[facet] ?? { values: [], missing: 0, more: false }} sought={values[`find_${facet}`] ?? ''}
          missing={facet === 'agency' ? null : values[`${facet}_missing`] === true} more={more} />
      ))}
      <p class="apply"><button type="submit" form="search">Apply</button></p>
    </aside>
  )
}

function Dates({ values, overview, faults, typed }: Omit<FiltersProps, 'facets'>) {
  return (
    <fieldset id="facet-date">
      <legend>Published</legend>
      <DateField name="from" label="From" value={values.from} faults={faults} typed={typed} />
      <DateField name="to" label="To" value={values.to} faults={faults} typed={typed} />
      {overview?.last ? <QuickRanges values={values} overview={overview} last={overview.last} /> : null}
    </fieldset>
  )
}

interface DateProps { name: 'from' | 'to'; label: string; value: string | null; faults: readonly Fault[]; typed: (name: string) => string | null }

/** What is no day is shown in a field of text: a field of days would swallow it. */
function DateField({ name, label, value, faults, typed }: DateProps) {
  const fault = faults.find(one => one.parameter === name)
  return (
    <p class="date">
      <label for={name}>{label}</label>
      <input id={name} name={name} form="search" type={fault ? 'text' : 'date'} value={typed(name) ?? value ?? ''} min="0001-01-01" max="9999-12-31"
        aria-invalid={fault ? 'true' : undefined} aria-describedby={fault ? `fault-${name}` : undefined} />
      {fault ? <span class="fault" id={`fault-${name}`}>{fault.detail}{fault.example ? `, such as ${fault.example}` : ''}</span> : null}
    </p>
  )
}

/** Reckoned from the newest day of the index: an archive has no last week. */
function QuickRanges({ values, overview, last }: { values: SearchPageValues; overview: Overview; last: string }) {
  const ranges = [
    { name: 'Latest week', from: addDays(last, -6), to: last }, { name: 'Latest month', from: addDays(last, -30), to: last },
    ...overview.years.map(year => ({ name: year, from: `${year}-01-01`, to: `${year}-12-31` })),
  ]
  return (
    <ul class="quick">
      {ranges.map(({ name, from, to }) => (
        <li><a href={toHref('/', searchPageTable, values, { from, to })} aria-current={values.from === from && values.to === to ? 'true' : undefined}>{name}</a></li>
      ))}
    </ul>
  )
}
