import type { Meta } from '../../search.ts'
import { MOST_RESULTS } from '../../query.ts'
import { sayNumber } from './wording.ts'

interface PagingProps { meta: Meta; to: (page: number) => string; exportHref: string }

/** Pages of results; each link leads to the heading of the results. */
export function Paging({ meta, to, exportHref }: PagingProps) {
  const { page, pages, total } = meta
  if (pages < 2) return null
  return (
    <nav class="paging" aria-label="Pages of results">
      <ul>
        {page > 1 ? <li><a rel="prev" href={`${to(page - 1)}#results`}>Previous</a></li> : null}
        {listPages(page, pages).map(n => n === null ? <li aria-hidden="true">…</li> : (
          <li><a href={`${to(n)}#results`} aria-label={`Page ${n}`} aria-current={n === page ? 'page' : undefined}>{sayNumber(n)}</a></li>
        ))}
        {page < pages ? <li><a rel="next" href={`${to(page + 1)}#results`}>Next</a></li> : null}
      </ul>
      {total > MOST_RESULTS ? <p class="small">Pages end at {sayNumber(MOST_RESULTS)} results; <a href={exportHref}>the export</a> holds all.</p> : null}
    </nav>
  )
}

/** First, last, and those about the present one; null is a gap. */
function listPages(page: number, pages: number): (number | null)[] {
  const near = [1, page - 1, page, page + 1, pages].filter((n, i, all) => n >= 1 && n <= pages && all.indexOf(n) === i)
  return near.flatMap((n, i) => i > 0 && n > near[i - 1]! + 1 ? [null, n] : [n])
}

interface ChoiceProps { label: string; choices: { name: string; href: string; current: boolean }[] }

/** A few ways to see the same, as links. */
export function Choice({ label, choices }: ChoiceProps) {
  return (
    <div class="choice" role="group" aria-label={label}>
      <span aria-hidden="true">{label}</span>
      {choices.map(({ name, href, current }) => <a href={href} aria-current={current ? 'true' : undefined}>{name}</a>)}
    </div>
  )
}
