import type { ValueFacet } from '../../engine/engine.ts'
import type { FacetAnswer } from '../../search.ts'
import { sayNumber } from './wording.ts'

export type PageFacet = Exclude<ValueFacet, 'lang'>

interface FieldProps {
  facet: PageFacet
  title: string
  answer: FacetAnswer
  /** What the listed values were searched for. */
  sought: string
  /** Whether what has no value may be chosen, and is. */
  missing: boolean | null
  more: string | null
}

/** One facet: its values as checkboxes with their counts, and a box to find others. */
export function FacetField({ facet, title, answer, sought, missing, more }: FieldProps) {
  if (answer.values.length === 0 && sought === '' && (missing === null || answer.missing === 0)) return null
  return (
    <fieldset id={`facet-${facet}`} data-key={`facet-${facet}`}>
      <legend>{title}</legend>
      {answer.more || sought !== '' || answer.values.length > 5
        ? <input class="find" type="search" name={`find_${facet}`} id={`find-${facet}`} form="search" value={sought} maxlength={200} aria-label={`Find ${title.toLowerCase()}`} placeholder="Find …" autocomplete="off" />
        : null}
      <ul>
        {answer.values.map(({ value, count, selected }) => (
          <li data-key={`${facet}:${value}`}>
            <label><input type="checkbox" name={facet} value={value} checked={selected} form="search" /> <bdi>{value}</bdi> <span class="count">{sayNumber(count)}</span></label>
          </li>
        ))}
        {missing !== null && answer.missing > 0 && sought === '' ? (
          <li data-key={`${facet}-missing`}>
            <label><input type="checkbox" name={`${facet}_missing`} value="true" checked={missing} form="search" /> <em>not known</em> <span class="count">{sayNumber(answer.missing)}</span></label>
          </li>
        ) : null}
      </ul>
      {answer.values.length === 0 && sought !== '' ? <p class="small">Nothing begins so.</p> : null}
      {more && answer.more && sought === '' ? <p class="small"><a href={more}>More …</a></p> : null}
    </fieldset>
  )
}
