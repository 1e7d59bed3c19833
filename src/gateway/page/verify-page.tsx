import type { Given } from '../../given.ts'
import { ParameterError, toQueryString, type Fault } from '../../parameters.ts'
import { verify, type Evidence, type Verdict, type Verification } from '../../verify.ts'
import { withQuery } from '../answers.ts'
import { readVerify, verifyTable } from '../api/verify.ts'
import type { Asked } from '../exchange.ts'
import type { Gateway } from '../gateway.ts'
import type { Refusal } from '../problems.ts'
import { takeUnknown } from './address.ts'
import { SearchBox } from './box.tsx'
import { Document, render } from './document.tsx'
import { langOf, Marked } from './marked.tsx'
import { AlsoIn, Day } from './passage.tsx'
import { speakerHref } from './address.ts'
import { speakerBasis, speakerBasisLong } from './wording.ts'

/** `/verify`: did somebody say this? */
export function readVerifyPage(gateway: Gateway, given: Given, faults: Fault[]): Asked {
  takeUnknown(given, verifyTable)
  if (given.size === 0 && faults.length === 0) return { canonical: '/verify', answer: async () => ({ body: render(<VerifyPage typed={() => ''} faults={[]} result={null} />) }) }
  const { request, values } = readVerify(given, faults)
  const typed = (name: string) => typeof values[name] === 'string' ? values[name] : ''
  return {
    canonical: withQuery('/verify', toQueryString(verifyTable, values)),
    answer: async call => ({ body: render(<VerifyPage typed={typed} faults={[]} result={await verify(gateway, request, call)} />) }),
  }
}

export async function explainVerifyPage(given: Given, refusal: Refusal | ParameterError): Promise<string> {
  return render(<VerifyPage typed={name => given.get(name)?.[0] ?? ''} faults={refusal.faults} result={null} />)
}

interface VerifyPageProps { typed: (name: string) => string; faults: readonly Fault[]; result: Verification | null }

function VerifyPage({ typed, faults, result }: VerifyPageProps) {
  const fault = (name: string) => faults.find(one => one.parameter === name)?.detail ?? null
  const others = faults.filter(one => one.parameter !== 'text' && one.parameter !== 'speaker')
  return (
    <Document title="Verify a quote" box={<SearchBox q="" />}>
      <main id="main" class="verify">
        <h1>Did they really say this?</h1>
        <p class="lead">Paste a quotation. It is compared word by word with what was printed; a paraphrase is never called a quotation.</p>
        <form action="/verify" method="get" class="ask">
          <p><label for="text">Quotation</label>
            <textarea id="text" name="text" rows={3} maxlength={2000} required aria-invalid={fault('text') ? 'true' : undefined} aria-describedby={fault('text') ? 'fault-text' : undefined}>{typed('text')}</textarea>
            {fault('text') ? <span class="fault" id="fault-text">{fault('text')}</span> : null}</p>
          <p><label for="speaker">Said by <span class="small">(may be left empty)</span></label>
            <input id="speaker" name="speaker" type="text" value={typed('speaker')} maxlength={200} autocomplete="off" aria-invalid={fault('speaker') ? 'true' : undefined} aria-describedby={fault('speaker') ? 'fault-speaker' : undefined} />
            {fault('speaker') ? <span class="fault" id="fault-speaker">{fault('speaker')}</span> : null}</p>
          {others.length > 0 ? <ul class="fault">{others.map(one => <li>{one.parameter} {one.detail}</li>)}</ul> : null}
          <p><button type="submit">Verify</button></p>
        </form>
        {result ? <Outcome result={result} speaker={typed('speaker')} /> : null}
      </main>
    </Document>
  )
}

const VERDICTS: Record<Verdict, { title: string; text: string }> = {
  exact: { title: 'Exact', text: 'Printed in these very words.' },
  near: { title: 'Near', text: 'Printed almost so: at most a tenth of the words differ.' },
  partial: { title: 'A part of it', text: 'Only a part of the words was printed in this order.' },
  other_speaker: { title: 'Somebody else said it', text: 'These words were printed, but somebody else is quoted with them.' },
  unattributed: { title: 'Not as a quotation', text: 'These words were printed, but not inside a quotation of anybody.' },
  not_found: { title: 'Not found', text: 'Nothing printed here holds these words in this order. That does not prove that it was never said.' },
}

function Outcome({ result, speaker }: { result: Verification; speaker: string }) {
  const { title, text } = VERDICTS[result.verdict]
  return (
    <section class={`outcome ${result.verdict}`} aria-labelledby="verdict">
      <h2 id="verdict" tabindex={-1}>{title}</h2>
      <p>{text}</p>
      {result.notes.length > 0 ? <ul class="notices">{result.notes.map(note => <li>{note}</li>)}</ul> : null}
      <List title="Where it stands, oldest first" evidence={result.evidence} />
      <List title={`Others quoted with it${speaker ? ` besides ${speaker}` : ''}`} evidence={result.others} />
      <List title="What comes nearest" evidence={result.closest} />
    </section>
  )
}

function List({ title, evidence }: { title: string; evidence: Evidence[] }) {
  if (evidence.length === 0) return null
  return <><h3>{title}</h3><ol class="evidence">{evidence.map(one => <Item one={one} />)}</ol></>
}

/** Claim and source side by side: what only the one holds is marked in it. */
function Item({ one }: { one: Evidence }) {
  const { passage, diff, speaker, basis, quoted, similarity, first } = one
  const { article } = passage
  const differs = diff.some(({ op }) => op !== 'same')
  return (
    <li>
      <p class="meta"><span class="outlet"><bdi>{article.outlet ?? 'Outlet not known'}</bdi></span> · {article.published ? <Day day={article.published} /> : 'no date'}{first ? ' · first printing found' : ''} · {Math.round(similarity * 100)} % alike</p>
      {differs ? (
        <div class="sides">
          <div><h4>As asked</h4><p class="text" dir="auto">{diff.map(({ op, text }, i) => op === 'missing' ? null : <>{i > 0 ? ' ' : ''}{op === 'added' ? <del>{text}</del> : text}</>)}</p></div>
          <div><h4>As printed</h4><p class="text" dir="auto" {...langOf(article.lang)}>{diff.map(({ op, text }, i) => op === 'added' ? null : <>{i > 0 ? ' ' : ''}{op === 'missing' ? <ins>{text}</ins> : text}</>)}</p></div>
        </div>
      ) : null}
      <div class="passage">
        <a class="n" href={passage.links.page} aria-label={`Paragraph ${passage.n} in the article`}>¶{passage.n}</a>
        <p class="text" dir="auto" {...langOf(article.lang)}><Marked pieces={passage.snippet} /></p>
        <p class="who">{speaker ? <><a href={speakerHref(speaker)}><bdi>{speaker}</bdi></a> {quoted ? 'is quoted' : 'is reported'}{basis ? <span class="basis" title={speakerBasisLong[basis]}>, {speakerBasis[basis]}</span> : null}</> : 'No speaker known'} · <a href={passage.links.page}><bdi>{article.title}</bdi></a></p>
      </div>
      <AlsoIn copies={passage.alsoIn} id={article.id} />
    </li>
  )
}
