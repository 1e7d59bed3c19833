import type { Given } from '../../given.ts'
import { toQueryString, type Fault, type Values } from '../../parameters.ts'
import { verify, type Verification } from '../../verify.ts'
import { withQuery } from '../answers.ts'
import { readVerify, verifyTable } from '../api/verify.ts'
import type { Asked } from '../exchange.ts'
import type { Gateway } from '../gateway.ts'
import type { Refusal } from '../problems.ts'
import { searchPageTable, takeUnknown, toHref } from './address.ts'
import { SearchBox } from './box.tsx'
import { Document, render } from './document.tsx'
import { EvidenceList } from './evidence.tsx'
import { Field, TextField } from './field.tsx'
import { sayVerdict } from './verdict.ts'

type VerifyValues = Values<typeof verifyTable>

/** `/verify`: did somebody say this? The address holds the whole question. */
export function readVerifyPage(gateway: Gateway, given: Given, faults: Fault[]): Asked {
  takeUnknown(given, verifyTable)
  if (given.size === 0 && faults.length === 0) return { canonical: '/verify', answer: async () => ({ body: render(<VerifyPage typed={new Map()} faults={[]} result={null} />) }) }
  const typed = new Map(given)
  const { request, values } = readVerify(given, faults)
  return {
    canonical: withQuery('/verify', toQueryString(verifyTable, values)),
    answer: async call => ({ body: render(<VerifyPage typed={typed} faults={[]} result={{ values: values as VerifyValues, found: await verify(gateway, request, call) }} />) }),
  }
}

/** The same page with what is wrong beside its field; nothing was looked for. */
export async function explainVerifyPage(given: Given, refusal: Refusal): Promise<string> {
  takeUnknown(given, verifyTable)
  return render(<VerifyPage typed={given} faults={refusal.faults} result={null} />)
}

interface Result { values: VerifyValues; found: Verification }

function VerifyPage({ typed, faults, result }: { typed: Given; faults: readonly Fault[]; result: Result | null }) {
  const title = result ? sayVerdict(result.found, result.values.speaker).title : faults.length > 0 ? 'Cannot verify so' : 'Verify a quote'
  return (
    <Document title={result ? `${title}: “${cut(result.values.text!)}”` : title} box={<SearchBox q="" />}>
      <main id="main" class="verify">
        <h1>Did they really say this?</h1>
        {result || faults.length > 0 ? null : <p class="lead">Paste a quotation. It is laid word by word along everything that is indexed; a paraphrase is never called a quotation.</p>}
        <Form typed={typed} faults={faults} />
        {result ? <Outcome values={result.values} found={result.found} /> : faults.length === 0 ? <Verdicts /> : null}
      </main>
    </Document>
  )
}

const FIELDS = new Set(['text', 'speaker', 'outlet', 'from', 'to'])

function Form({ typed, faults }: { typed: Given; faults: readonly Fault[] }) {
  const value = (name: string) => typed.get(name)?.[0] ?? ''
  const unseen = [...typed].flatMap(([name, values]) => name === 'not_outlet' ? values.map(one => [name, one]) : name === 'outlet' ? values.slice(1).map(one => [name, one]) : [])
  const elsewhere = faults.filter(fault => !FIELDS.has(fault.parameter))
  return (
    <form class="claim" action="/verify" method="get" aria-label="Quotation to verify">
      {faults.length > 0 ? <p class="problem whole" role="alert">Nothing was looked for: {faults.length === 1 ? 'one field has' : `${faults.length} fields have`} to be mended first.</p> : null}
      <TextField name="text" label="Quotation" hint="4 to 2,000 characters" value={value('text')} most={2000} faults={faults} />
      <Field name="speaker" label="Said by" hint="A full name or a surname; may be left empty" value={value('speaker')} most={200} faults={faults} />
      <Field name="outlet" label="Printed by" hint="An outlet; may be left empty" value={value('outlet')} faults={faults} />
      <Field name="from" label="Printed from" type="date" value={value('from')} faults={faults} />
      <Field name="to" label="to" type="date" value={value('to')} faults={faults} />
      {unseen.map(([name, one]) => <input type="hidden" name={name} value={one} />)}
      {elsewhere.length > 0 ? <ul class="fault whole">{elsewhere.map(fault => <li><b>{fault.parameter}</b> {fault.detail}</li>)}</ul> : null}
      <p class="whole"><button type="submit">Verify</button></p>
    </form>
  )
}

function Outcome({ values, found }: { values: VerifyValues; found: Verification }) {
  const { sign, title, means } = sayVerdict(found, values.speaker)
  const claim = values.text!
  const differs = [...found.evidence, ...found.others, ...found.closest].some(one => one.diff.some(part => part.op !== 'same'))
  return (
    <section class={`verdict ${found.verdict}`} aria-labelledby="verdict">
      <header>
        <span class="sign" aria-hidden="true">{sign}</span>
        <div>
          <h2 id="verdict" tabindex={-1}>{title}</h2>
          <p>{means}</p>
        </div>
      </header>
      {found.notes.length > 0 ? <ul class="notices">{found.notes.map(note => <li>{note}</li>)}</ul> : null}
      {differs ? <p class="small legend">Words only in the claim are <del>struck out</del>, words only in the source <ins>underlined</ins>; <mark>marked</mark> is what both hold.</p> : null}
      <EvidenceList id="evidence" title={found.evidence.length === 1 ? 'The evidence' : 'The evidence, oldest first'} evidence={found.evidence} claim={claim} />
      <EvidenceList id="others" title="Others are quoted with it, too" evidence={found.others} claim={claim} />
      <EvidenceList id="closest" title="What comes closest" evidence={found.closest} claim={claim} />
      <p class="small"><a href={toHref('/', searchPageTable, { q: toWords(claim), match: 'any' })}>Search for its words</a> · <a href={withQuery('/v1/quotes/verify', toQueryString(verifyTable, values))}>The same as JSON</a></p>
    </section>
  )
}

/** What the verdicts are, for those who have not asked yet. */
function Verdicts() {
  return (
    <section class="how" aria-labelledby="how-title">
      <h2 id="how-title">What the answer can be</h2>
      <dl>
        <dt>In these very words</dt><dd>Every word, in order, inside a quotation (of the person named, if you name one).</dd>
        <dt>Almost</dt><dd>In order, at most a tenth of the words differ; each is shown.</dd>
        <dt>Only a part</dt><dd>At least five words in a row, not the whole.</dd>
        <dt>By somebody else</dt><dd>Quoted, but from another person than the one named.</dd>
        <dt>As nobody’s quotation</dt><dd>Printed, but not inside a quotation of anybody known.</dd>
        <dt>Not found</dt><dd>Nothing indexed holds it; what comes closest is shown.</dd>
      </dl>
    </section>
  )
}

const MOST_WORDS = 8

/** Some of the claim's words as a search may hold them. */
function toWords(claim: string): string {
  return (claim.match(/[\p{L}\p{N}]+/gu) ?? []).filter(word => word.length > 3 && word.length < 40).slice(0, MOST_WORDS).join(' ').toLowerCase()
}

function cut(text: string): string {
  const chars = [...text]
  return chars.length > 60 ? `${chars.slice(0, 60).join('')}…` : text
}
