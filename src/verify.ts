import type { SpeakerBasis } from './article.ts'
import { toPassage, toSummary, type Call, type Library, type PassageHit } from './answer.ts'
import { isJunior, isNamed } from './bearer.ts'
import { askFor, type Asked } from './candidates.ts'
import { findDecisive } from './decisive.ts'
import { findDenier } from './denied.ts'
import type { Filters } from './engine/engine.ts'
import { hear, isFound, isOwn, isQuoted, type Heard, type Witness } from './hearing.ts'
import { findClosestValues } from './notes.ts'
import { findQuoted } from './quoted.ts'
import { approach, mostAlike, toClaim, type Claim, type Diff, type Finding } from './witness.ts'

export type Verdict = 'exact' | 'near' | 'partial' | 'other_speaker' | 'unattributed' | 'not_found'

export interface VerifyRequest {
  text: string
  speaker: string | null
  filters: Filters
}

export interface Evidence {
  passage: PassageHit
  /** Whose quotation it stands in; outside quotations who is reported to have said it, or null. */
  speaker: string | null
  basis: SpeakerBasis | null
  /** The words stand inside a quotation of this speaker. */
  quoted: boolean
  /** 1 for word for word. */
  similarity: number
  /** `missing`: only in the source. `added`: only in the claim. */
  diff: Diff[]
  /** The earliest printing found. */
  first: boolean
}

export interface Verification {
  verdict: Verdict
  /** What bears the verdict out, oldest first, copies folded. */
  evidence: Evidence[]
  /** Others who are quoted with the same words although the speaker asked for is, too. */
  others: Evidence[]
  /** With `not_found`: what comes nearest. */
  closest: Evidence[]
  notes: string[]
}

export const MOST_EVIDENCE = 20
const MOST_CLOSEST = 3
const MOST_OTHERS = 5
const MOST_DENIALS = 3
const SNIPPET_WORDS = 40
/** Similarities are given to three places. */
const ROUNDED = 0.001
/** Verdicts, the weakest first: the words inside quotation marks are taken alone where that says more. */
const STRENGTH: readonly Verdict[] = ['not_found', 'partial', 'unattributed', 'other_speaker', 'near', 'exact']

/** Whether somebody said this, in these words. Rejects with EngineError only. */
export async function verify(library: Library, request: VerifyRequest, call: Call): Promise<Verification> {
  const asked = request.speaker === null ? null : askFor(library, request.speaker, call)
  const whole = await verifyText(library, request, asked, call)
  if (whole.verdict === 'exact') return whole
  const quoted = findQuoted(request.text)
  if (quoted === null) return whole
  const part = await verifyText(library, { ...request, text: quoted }, asked, call)
  if (STRENGTH.indexOf(part.verdict) <= STRENGTH.indexOf(whole.verdict)) return whole
  return { ...part, notes: ['Only the words inside quotation marks were compared.', ...part.notes] }
}

async function verifyText(library: Library, request: VerifyRequest, asked: Asked | null, call: Call): Promise<Verification> {
  const claim = toClaim(request.text)
  const { heard, witnesses } = await hear(library, claim, request.filters, asked, call)
  const juniors = await findJuniors(witnesses, asked)
  const own = (one: Witness) => isQuoted(one) && isOwn(one, request.speaker) && !juniors.has(one.finding.stream.speaker!.name)
  const { verdict, bearing } = judge(witnesses, request.speaker, own)
  const sorted = sortByDay(bearing)
  const evidence = toEvidence(sorted).slice(0, MOST_EVIDENCE)
  const others = request.speaker && (verdict === 'exact' || verdict === 'near') ? witnesses.filter(one => isFound(one) && isQuoted(one) && !own(one)) : []
  return {
    verdict, evidence, others: toEvidence(sortByDay(others)).slice(0, MOST_OTHERS),
    closest: verdict === 'not_found' ? findClosest(claim, heard) : [],
    notes: [...noteMeaning(claim, verdict, sorted, others), ...noteDenials(sortByDay(witnesses), request.speaker), ...await noteSpeaker(library, asked, verdict, call)],
  }
}

/** Sons whose words are not to be taken for their father's: where he speaks, too, he is the one asked for. */
async function findJuniors(witnesses: Witness[], asked: Asked | null): Promise<Set<string>> {
  if (asked === null) return new Set()
  const speaker = asked.name
  const names = witnesses.filter(one => isFound(one) && isQuoted(one) && isOwn(one, speaker)).map(one => one.finding.stream.speaker!.name)
  const juniors = [...new Set(names)].filter(name => isJunior(speaker, name))
  if (juniors.length === 0) return new Set()
  const bearers = await asked.bearers()
  return new Set(bearers.some(name => !isJunior(speaker, name) && name.includes(' ')) ? juniors : [])
}

/** What the findings come to. A paraphrase is never called a quotation: what is neither exact nor near by the words is at most a part. */
function judge(witnesses: Witness[], speaker: string | null, own: (one: Witness) => boolean): { verdict: Verdict; bearing: Witness[] } {
  const at = (level: Finding['level'], who: (one: Witness) => boolean) => witnesses.filter(one => one.finding.level === level && who(one))
  const rows: [Verdict, Witness[]][] = [
    ['exact', at('exact', own)], ['near', at('near', own)],
    ['other_speaker', speaker === null ? [] : witnesses.filter(one => isFound(one) && isQuoted(one))],
    ['unattributed', witnesses.filter(one => isFound(one) && !isQuoted(one))],
    ['partial', at('partial', one => own(one) || speaker === null)],
  ]
  const [verdict, bearing] = rows.find(([, found]) => found.length > 0) ?? ['not_found', []]
  return { verdict, bearing }
}

/** What would make a reader misread the verdict, unless a printing bears it out without that. */
function noteMeaning(claim: Claim, verdict: Verdict, sorted: Witness[], others: Witness[]): string[] {
  if (verdict === 'not_found') return []
  const notes = sorted.map(one => findDecisive(one.finding, claim.text))
  const exactly = verdict === 'near' ? others.find(one => one.finding.level === 'exact')?.finding.stream.speaker : null
  return [...notes.every(one => one.length > 0) ? notes[0]! : [], ...exactly ? [`Word for word it is ${exactly.name} who is quoted with this.`] : []]
}

/** Where it is printed that whoever is asked for, or anybody where nobody is, did not say these words. */
function noteDenials(witnesses: Witness[], speaker: string | null): string[] {
  const notes = witnesses.filter(isFound).flatMap(({ hit: { article }, finding: { paragraph, ranges } }) => {
    const denier = ranges[0] ? findDenier(paragraph, ranges[0]) : null
    if (denier === null || speaker !== null && !isNamed(speaker, denier)) return []
    return [`That ${denier.name} said this is denied in ${[article.outlet.value, article.published.value, paragraph.id].filter(Boolean).join(', ')}.`]
  })
  return [...new Set(notes)].slice(0, MOST_DENIALS)
}

/** Oldest first, undated last. */
function sortByDay(witnesses: Witness[]): Witness[] {
  const day = ({ hit }: Witness) => hit.article.published.value ?? '9999'
  return [...witnesses].sort((a, b) => day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : a.hit.paragraph.id < b.hit.paragraph.id ? -1 : 1)
}

/** Of each group of copies the oldest with its best wording. */
function toEvidence(sorted: Witness[]): Evidence[] {
  const groups = new Map<string, Witness[]>()
  for (const one of sorted) groups.set(one.hit.paragraph.copy, [...groups.get(one.hit.paragraph.copy) ?? [], one])
  return [...groups.values()].map((group, i) => {
    const shown = group.find(one => one.finding.level === 'exact') ?? group[0]!
    return show(shown, group.filter(one => one !== shown), i === 0)
  })
}

function show({ hit, finding }: Witness, copies: Witness[], first: boolean): Evidence {
  const alsoIn = copies.map(({ hit: { article, paragraph } }) => ({ passage: paragraph.id, article: article.id, outlet: article.outlet.value, published: article.published.value, url: article.url.value }))
  const reported = finding.paragraph.speakers.find(speaker => speaker.quotes.length === 0) ?? null
  const speaker = finding.stream.speaker ?? reported
  return {
    passage: { ...toPassage(finding.paragraph, hit.article, finding.ranges, alsoIn, SNIPPET_WORDS), article: toSummary(hit.article) },
    speaker: speaker?.name ?? null, basis: speaker?.basis ?? null, quoted: finding.stream.speaker !== null, similarity: finding.similarity, diff: finding.diff, first,
  }
}

/** Of each group of copies the best; compared in full is only what may still come among the best. */
function findClosest(claim: Claim, heard: Heard[]): Evidence[] {
  const unique = [...new Map(heard.map(one => [one.hit.paragraph.copy, one])).values()]
  const promising = unique.map((one, at) => ({ ...one, at, most: Math.max(...one.streams.map(stream => mostAlike(claim, stream))) })).sort((a, b) => b.most - a.most)
  const found: (Witness & { at: number })[] = []
  const nearness = (one: Witness) => one.finding.similarity
  for (const { hit, streams, at, most } of promising) {
    if (most === 0 || found.length >= MOST_CLOSEST && most + ROUNDED < nearness(found[MOST_CLOSEST - 1]!)) break
    const best = streams.map(stream => ({ hit, at, finding: approach(claim, stream) })).reduce((best, one) => nearness(best) >= nearness(one) ? best : one)
    found.push(best)
    found.sort((a, b) => nearness(b) - nearness(a) || a.at - b.at)
  }
  return found.filter(one => nearness(one) > 0).slice(0, MOST_CLOSEST).map(one => show(one, [], false))
}

async function noteSpeaker(library: Library, asked: Asked | null, verdict: Verdict, call: Call): Promise<string[]> {
  if (asked === null || verdict === 'exact' || verdict === 'near' || verdict === 'partial') return []
  // A title before a surname may be nearer to other names by its letters: "General Okonjo".
  if ((await asked.bearers()).length > 0) return []
  const closest = await findClosestValues(library, 'speaker', asked.name, call)
  if (closest.some(one => isNamed(asked.name, { name: one.value, printed: one.value }))) return []
  const names = closest.map(one => `'${one.value}' (${one.count})`).join(', ')
  return [`No speaker '${asked.name}'.${names ? ` Closest: ${names}.` : ''}`]
}
