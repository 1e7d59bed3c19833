import { searchPageTable, toHref, type SearchPageValues } from './address.ts'
import { sayDay } from './wording.ts'

interface Chip { label: string; value: string; change: Record<string, unknown> }

/** Every chosen filter by name, each with a link that takes it off. */
export function Chips({ values }: { values: SearchPageValues }) {
  const chips = toChips(values)
  if (chips.length === 0) return null
  const none = Object.fromEntries(chips.flatMap(chip => Object.keys(chip.change)).map(name => [name, searchPageTable[name as keyof SearchPageValues].kind === 'list' ? [] : null]))
  return (
    <ul class="chips" aria-label="Chosen filters">
      {chips.map(({ label, value, change }) => (
        <li><a href={toHref('/', searchPageTable, values, change)} aria-label={`Remove ${label} ${value}`}>{label} <b><bdi>{value}</bdi></b> <span aria-hidden="true">×</span></a></li>
      ))}
      {chips.length > 1 ? <li><a class="plain" href={toHref('/', searchPageTable, values, { ...none, inferred_dates: true, typos: true, copies: 'fold', match: 'relax' })}>Clear all</a></li> : null}
    </ul>
  )
}

const LISTS = {
  outlet: 'Outlet', speaker: 'Speaker', agency: 'Agency', lang: 'Language', not_outlet: 'Not outlet', not_speaker: 'Not speaker', not_agency: 'Not agency', not_lang: 'Not language',
} as const

function toChips(values: SearchPageValues): Chip[] {
  const lists = (Object.keys(LISTS) as (keyof typeof LISTS)[]).flatMap(name =>
    values[name].map(value => ({ label: LISTS[name], value, change: { [name]: values[name].filter(one => one !== value) } })))
  return [...lists, ...toDateChips(values), ...toFlagChips(values)]
}

function toDateChips(values: SearchPageValues): Chip[] {
  const { from, to, about_from, about_to } = values
  return [
    ...from || to ? [{ label: 'Published', value: sayRange(from, to), change: { from: null, to: null } }] : [],
    ...about_from || about_to ? [{ label: 'Speaks of', value: sayRange(about_from, about_to), change: { about_from: null, about_to: null } }] : [],
  ]
}

function toFlagChips(values: SearchPageValues): Chip[] {
  const flag = (name: 'outlet_missing' | 'speaker_missing' | 'date_missing', label: string) =>
    values[name] === null ? [] : [{ label, value: values[name] ? 'not known' : 'known', change: { [name]: null } }]
  return [
    ...flag('outlet_missing', 'Outlet'), ...flag('speaker_missing', 'Speaker'), ...flag('date_missing', 'Date'),
    ...values.inferred_dates ? [] : [{ label: 'Dates', value: 'as printed only', change: { inferred_dates: true } }],
    ...values.article ? [{ label: 'Article', value: values.article, change: { article: null } }] : [],
    ...values.typos ? [] : [{ label: 'Spelling', value: 'exact', change: { typos: true } }],
    ...values.copies === 'show' ? [{ label: 'Copies', value: 'each by itself', change: { copies: 'fold' } }] : [],
    ...values.match === 'relax' ? [] : [{ label: 'Words', value: values.match === 'any' ? 'any of them' : 'all of them', change: { match: 'relax' } }],
  ]
}

function sayRange(from: string | null, to: string | null): string {
  if (from && to) return from === to ? sayDay(from, true) : `${sayDay(from, true)} to ${sayDay(to, true)}`
  return from ? `since ${sayDay(from, true)}` : `until ${sayDay(to!, true)}`
}
