import type { Speaker } from '../../article.ts'
import type { Passage } from '../../answer.ts'
import type { CopyRef } from '../../engine/engine.ts'
import { articleHref, speakerHref } from './address.ts'
import { langOf, Marked } from './marked.tsx'
import { sayDay, speakerBasis, speakerBasisLong } from './wording.ts'

interface ItemProps { passage: Passage; article: { id: string; lang: string | null }; values: Record<string, unknown> }

/** A passage as found: its number in the margin, its words, who speaks and how that is known. */
export function PassageItem({ passage, article, values }: ItemProps) {
  return (
    <li class="passage">
      <a class="n" href={articleHref(article.id, values, passage.n)} aria-label={`Paragraph ${passage.n} in the article`}>¶{passage.n}</a>
      <p class="text" dir="auto" {...langOf(article.lang)}><Marked pieces={passage.snippet} /></p>
      {passage.speakers.length > 0 || passage.section ? (
        <p class="who">
          {passage.speakers.map((speaker, i) => <>{i > 0 ? '; ' : ''}<SpeakerName speaker={speaker} /></>)}
          {passage.section ? <>{passage.speakers.length > 0 ? ' · ' : ''}under <bdi>“{passage.section}”</bdi></> : null}
        </p>
      ) : null}
    </li>
  )
}

export function SpeakerName({ speaker }: { speaker: Speaker }) {
  const { name, printed, basis } = speaker
  return <span class="speaker"><a href={speakerHref(name)}><bdi>{name}</bdi></a> <span class="basis" title={speakerBasisLong[basis]}>{speakerBasis[basis]}{printed !== name ? <> as <bdi>“{printed}”</bdi></> : null}</span></span>
}

export function Day({ day, short = true }: { day: string; short?: boolean }) {
  return <time datetime={day}>{sayDay(day, short)}</time>
}

/** Where else the same was printed; opens to the list. */
export function AlsoIn({ copies, id }: { copies: CopyRef[]; id: string }) {
  if (copies.length === 0) return null
  const outlets = new Set(copies.map(copy => copy.outlet ?? copy.article)).size
  return (
    <details class="also" id={`also-${id}`}>
      <summary>Also in {outlets === 1 ? '1 outlet' : `${outlets} outlets`}</summary>
      <ul>
        {copies.map(copy => (
          <li>
            <a href={`/articles/${copy.article}`}><bdi>{copy.outlet ?? 'outlet not known'}</bdi></a>
            {copy.published ? <>, <Day day={copy.published} /></> : null}
            {copy.article !== id ? <> · <a href={`/articles/${id}/compare/${copy.article}`}>compare</a></> : null}
          </li>
        ))}
      </ul>
    </details>
  )
}
