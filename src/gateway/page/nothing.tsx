import type { Suggestion } from '../../suggest.ts'
import { searchPageTable, speakerHref, toHref, type SearchPageValues } from './address.ts'

/** Nothing was found: what was meant perhaps, and what to leave out. */
export function Nothing({ values, suggestions }: { values: SearchPageValues; suggestions: Suggestion[] }) {
  const spelling = suggestions.find(one => one.kind === 'spelling')
  const names = suggestions.filter(one => one.kind === 'speaker' || one.kind === 'outlet')
  const filtered = toHref('/', searchPageTable, { q: values.q, sort: values.sort }) !== toHref('/', searchPageTable, values)
  return (
    <div class="nothing">
      {spelling ? <p class="mean">Did you mean <a href={toHref('/', searchPageTable, values, { q: spelling.text })}><q>{spelling.text}</q></a>?</p> : null}
      <p>{filtered ? 'No article holds these words and passes these filters.' : 'No article holds these words.'} What may help:</p>
      <ul>
        {values.q && filtered ? <li><a href={toHref('/', searchPageTable, { q: values.q })}>Search for <q>{values.q}</q> without any filter</a></li> : null}
        {!values.typos ? <li><a href={toHref('/', searchPageTable, values, { typos: true })}>Allow for mistyped words</a></li> : null}
        {values.match !== 'any' && values.q?.trim().includes(' ') ? <li><a href={toHref('/', searchPageTable, values, { match: 'any' })}>Search for any of the words</a></li> : null}
        {names.map(({ kind, text }) => <li>{kind === 'speaker' ? <>What <a href={speakerHref(text)}><bdi>{text}</bdi></a> said</> : <>Articles of <a href={toHref('/', searchPageTable, { outlet: [text] })}><bdi>{text}</bdi></a></>}</li>)}
        <li><a href={toHref('/', searchPageTable, { sort: 'newest' })}>See everything, newest first</a></li>
      </ul>
    </div>
  )
}
