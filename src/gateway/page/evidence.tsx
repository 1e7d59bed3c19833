import type { Evidence } from '../../verify.ts'
import { speakerHref } from './address.ts'
import { Only } from './differing.tsx'
import { langOf, Marked } from './marked.tsx'
import { AlsoIn, Day } from './passage.tsx'
import { speakerBasisLong } from './wording.ts'

interface ListProps { id: string; title: string; evidence: Evidence[]; claim: string }

/** Passages that bear a claim out, or come near it. */
export function EvidenceList({ id, title, evidence, claim }: ListProps) {
  if (evidence.length === 0) return null
  return (
    <section class="evidence" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <ol>{evidence.map((one, i) => <li><Item one={one} claim={claim} id={`${id}-${i + 1}`} /></li>)}</ol>
    </section>
  )
}

/** One passage: whose words, where and when printed, claim and source side by side. */
function Item({ one, claim, id }: { one: Evidence; claim: string; id: string }) {
  const { passage, first } = one
  const { article } = passage
  return (
    <article aria-labelledby={id}>
      <h4 id={id} dir="auto" {...langOf(article.lang)}><a href={passage.links.page}>{article.title}</a></h4>
      <p class="meta">
        <span class="outlet"><bdi>{article.outlet ?? 'Outlet not known'}</bdi></span>
        {article.agency ? <> via <bdi>{article.agency}</bdi></> : null} · {article.published ? <Day day={article.published} /> : 'no date'}
        {article.published && article.publishedBasis === 'inferred' ? ' (inferred)' : ''}
        {first ? <> · <b class="first">earliest printing found</b></> : null}
        {article.url ? <> · <a href={passage.links.source ?? article.url} rel="noopener noreferrer external">source</a></> : null}
      </p>
      <Sides one={one} claim={claim} />
      <Who one={one} />
      <AlsoIn copies={passage.alsoIn} id={article.id} />
    </article>
  )
}

/** Word for word the same: the claim as typed beside its paragraph. Else what differs, on either side. */
function Sides({ one: { diff, passage }, claim }: { one: Evidence; claim: string }) {
  const differs = diff.some(part => part.op !== 'same')
  const lang = langOf(passage.article.lang)
  const paragraph = <a class="n" href={passage.links.page}><span class="quiet">Paragraph </span><span aria-hidden="true">¶</span>{passage.n}</a>
  return (
    <div class="sides">
      <div>
        <p class="small">Claim</p>
        <p class="text" dir="auto">{differs ? <Side diff={diff} leave="missing" side="left" /> : claim}</p>
      </div>
      <div>
        <p class="small">Source, {paragraph}</p>
        {differs ? <p class="text" dir="auto" {...lang}><Side diff={diff} leave="added" side="right" /></p> : null}
        <p class={differs ? 'text around' : 'text'} dir="auto" {...lang}><Marked pieces={passage.snippet} /></p>
      </div>
    </div>
  )
}

function Side({ diff, leave, side }: { diff: Evidence['diff']; leave: 'missing' | 'added'; side: 'left' | 'right' }) {
  return <>{diff.filter(part => part.op !== leave).map(({ op, text }, i) => <>{i > 0 ? ' ' : ''}{op === 'same' ? text : <Only side={side} text={text} />}</>)}</>
}

function Who({ one: { speaker, basis, quoted } }: { one: Evidence }) {
  if (speaker === null) return <p class="who">Nobody is known to say it.</p>
  return (
    <p class="who">
      <span class="speaker"><a href={speakerHref(speaker)}><bdi>{speaker}</bdi></a></span> {quoted ? 'is quoted.' : 'is named as the one who says something in this paragraph, not in quotation marks.'}
      {basis ? ` ${speakerBasisLong[basis]}` : ''}
    </p>
  )
}
