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
import { findDifferences, pairParts, type Pair } from './differences.ts'
import { Document, render } from './document.tsx'
import { langOf } from './marked.tsx'
import { Day } from './passage.tsx'
import { sayCount } from './wording.ts'

type Article = ArticleAnswer['article']
type Part = Article['paragraphs'][number]

/** `/articles/{id}/compare/{other}`: two printings side by side, differing words marked. */
export function readComparePage(gateway: Gateway, id: string, other: string, given: Given, faults: Fault[]): Asked {
  for (const one of [id, other]) if (!isArticleId(one)) throw new Refusal('not-found', 'There is no article of this id: one is “a” and 16 hex digits.')
  takeUnknown(given, articlePageTable)
  given.clear()
  const request = readRequest(articlePageTable, given, faults)
  const read = async (one: string, call: Call) => {
    const found = await readArticle(gateway, one, request, call)
    if (!found) throw new Refusal('not-found', `There is no article ${one}.`)
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

function ComparePage({ left, right }: { left: Article; right: Article }) {
  const pairs = pairParts(left.paragraphs, right.paragraphs)
  const both = pairs.filter(pair => pair.left && pair.right)
  const equal = both.filter(pair => pair.left!.text === pair.right!.text).length
  return (
    <Document title={`${left.title}: two printings`} box={<SearchBox q="" />}>
      <main id="main" class="compare">
        <h1>Two printings compared</h1>
        <p class="lead">{sayCount(both.length, 'paragraph')} in both, {equal} of them word for word the same. {sayCount(pairs.filter(pair => !pair.right).length, 'paragraph')} only on the left, {pairs.filter(pair => !pair.left).length} only on the right.</p>
        <p class="small">Words only on the left are <del>struck out</del>, words only on the right are <ins>underlined</ins>. <a href={`/articles/${right.id}/compare/${left.id}`}>Change sides</a></p>
        <table>
          <thead><tr>{[left, right].map(article => <th scope="col"><a href={`/articles/${article.id}`}><bdi>{article.title}</bdi></a> <span class="small"><bdi>{article.outlet ?? 'outlet not known'}</bdi>{article.published ? <>, <Day day={article.published} /></> : null}</span></th>)}</tr></thead>
          <tbody>{pairs.map(pair => <Line pair={pair} left={left} right={right} />)}</tbody>
        </table>
      </main>
    </Document>
  )
}

function Line({ pair, left, right }: { pair: Pair<Part>; left: Article; right: Article }) {
  const steps = pair.left && pair.right ? findDifferences(pair.left.text, pair.right.text) : null
  const cell = (article: Article, part: Part | null, side: 'left' | 'right') => (
    <td class={part ? undefined : 'none'}>
      {part ? (
        <>
          <a class="n" href={`/articles/${article.id}#p${part.n}`} aria-label={`Paragraph ${part.n}, ${side}`}>¶{part.n}</a>
          <p class="text" dir="auto" {...langOf(article.lang)}>{steps ? steps.map(({ op, text }) => op === 'same' ? text : op === side ? side === 'left' ? <del>{text}</del> : <ins>{text}</ins> : null) : part.text}</p>
        </>
      ) : <span class="small">not there</span>}
    </td>
  )
  return <tr>{cell(left, pair.left, 'left')}{cell(right, pair.right, 'right')}</tr>
}
