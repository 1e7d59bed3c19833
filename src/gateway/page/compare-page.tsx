import { isArticleId } from '../../article.ts'
import type { Call } from '../../answer.ts'
import type { Given } from '../../given.ts'
import type { Fault } from '../../parameters.ts'
import { readRequest } from '../../query.ts'
import { readArticle, type ArticleAnswer } from '../../read.ts'
import type { Asked } from '../exchange.ts'
import type { Gateway } from '../gateway.ts'
import { Refusal } from '../problems.ts'
import { articlePageTable, takeUnknown } from './address.ts'
import { SearchBox } from './box.tsx'
import { findDifferences, pairParts, type Difference, type Pair } from './differences.ts'
import { Differing } from './differing.tsx'
import { Document, render } from './document.tsx'
import { langOf } from './marked.tsx'
import { Day } from './passage.tsx'
import { sayCount } from './wording.ts'

type Article = ArticleAnswer['article']
type Part = Article['paragraphs'][number]
type Side = 'left' | 'right'

/** Two paragraphs on one line with what differs; or one alone. */
interface Line extends Pair<Part> { difference: Difference | null }

/** `/articles/{id}/compare/{other}`: two printings side by side, differing words marked. */
export function readComparePage(gateway: Gateway, id: string, other: string, given: Given, faults: Fault[]): Asked {
  for (const one of [id, other]) if (!isArticleId(one)) throw new Refusal('not-found', 'There is no article of this id: one is “a” and 16 hex digits.')
  takeUnknown(given, {})
  const request = readRequest(articlePageTable, given, faults)
  const read = async (one: string, call: Call) => {
    const found = await readArticle(gateway, one, request, call)
    if (!found) throw new Refusal('not-found', `There is no article ${one}. It may have been removed, or read anew under another id.`)
    return found.article
  }
  return {
    canonical: `/articles/${id}/compare/${other}`,
    answer: async call => {
      const [left, right] = await Promise.all([read(id, call), read(other, call)])
      return { body: render(<ComparePage left={left} right={right} />) }
    },
  }
}

/** Comparisons of long and unlike paragraphs are given up after so many characters on either side: the page is made in one go. */
const MOST_COMPARED = 400_000

function toLines(left: Article, right: Article): Line[] {
  let compared = 0
  return pairParts(left.paragraphs, right.paragraphs).map(pair => {
    if (!pair.left || !pair.right) return { ...pair, difference: null }
    if (pair.left.text === pair.right.text) return { ...pair, difference: { left: [], right: [] } }
    compared += Math.max(pair.left.text.length, pair.right.text.length)
    const whole = { left: [{ start: 0, end: pair.left.text.length }], right: [{ start: 0, end: pair.right.text.length }] }
    return { ...pair, difference: compared > MOST_COMPARED ? whole : findDifferences(pair.left.text, pair.right.text) }
  })
}

function ComparePage({ left, right }: { left: Article; right: Article }) {
  const lines = toLines(left, right)
  return (
    <Document title={`Two printings of ${left.title}`} box={<SearchBox q="" />}>
      <main id="main" class="compare">
        <header class="head">
          <h1>Two printings, side by side</h1>
          <Sum lines={lines} />
          <p class="small legend">Words only on the left are <del>struck out</del>, words only on the right <ins>underlined</ins>; capitals, accents and punctuation do not count. <a href={`/articles/${right.id}/compare/${left.id}`}>Change sides</a></p>
        </header>
        {/* Laid out as blocks where it is narrow, it would be no table any more: hence the roles. */}
        <table class="lines" role="table">
          <caption class="quiet">Paragraphs of both printings in their order; versions of each other stand on one line</caption>
          <thead role="rowgroup"><tr role="row"><Head article={left} side="left" /><Head article={right} side="right" /></tr></thead>
          <tbody role="rowgroup">
            {lines.map(line => (
              <tr role="row">
                <Cell part={line.left} article={left} side="left" line={line} lines={lines} />
                <Cell part={line.right} article={right} side="right" line={line} lines={lines} />
              </tr>
            ))}
          </tbody>
        </table>
      </main>
    </Document>
  )
}

/** What the comparison comes to, in a sentence. */
function Sum({ lines }: { lines: Line[] }) {
  const both = lines.filter(line => line.difference !== null)
  const equal = both.filter(({ difference }) => difference!.left.length + difference!.right.length === 0).length
  const only = (side: Side) => lines.filter(line => line.difference === null && line[side] !== null).length
  const parts = [
    `${sayCount(both.length, 'paragraph')} in both, ${equal === both.length ? both.length === 1 ? 'in the same words' : 'all in the same words' : `${equal} in the same words`}`,
    ...only('left') > 0 ? [`${only('left')} only on the left`] : [], ...only('right') > 0 ? [`${only('right')} only on the right`] : [],
  ]
  return <p class="lead">{parts.join('; ')}.</p>
}

function Head({ article, side }: { article: Article; side: Side }) {
  return (
    <th scope="col" role="columnheader">
      <span class="small">{side === 'left' ? 'Left' : 'Right'}</span>
      <a href={`/articles/${article.id}`} dir="auto">{article.title}</a>
      <span class="small"><b><bdi>{article.outlet ?? 'Outlet not known'}</bdi></b>{article.agency ? <> via <bdi>{article.agency}</bdi></> : null} · {article.published ? <Day day={article.published} /> : 'no date'}</span>
    </th>
  )
}

interface CellProps { part: Part | null; article: Article; side: Side; line: Line; lines: Line[] }

function Cell({ part, article, side, line, lines }: CellProps) {
  const name = article.outlet ?? side
  if (!part) return <td class="none" role="cell" data-of={name}><span class="small">Not in this printing</span></td>
  const moved = line.difference === null ? findMoved(part, side === 'left' ? 'right' : 'left', lines) : null
  return (
    <td class={line.difference ? undefined : 'alone'} role="cell" data-of={name}>
      <a class="n" href={`/articles/${article.id}#p${part.n}`} aria-label={`Paragraph ${part.n} of the ${side} printing`}>¶{part.n}</a>
      <p class="text" dir="auto" {...langOf(article.lang)}><Differing text={part.text} only={line.difference?.[side] ?? []} side={side} /></p>
      {line.difference === null ? <p class="small">{moved ? `Stands elsewhere on the other side, as ¶${moved.n}` : `Only on the ${side}`}</p> : null}
    </td>
  )
}

/** The same paragraph in another place of the other printing. */
function findMoved(part: Part, side: Side, lines: Line[]): Part | null {
  return lines.find(line => line.difference === null && line[side]?.copy === part.copy)?.[side] ?? null
}
