import type { Paragraph } from './article.ts'
import { ask, type Call, type Library } from './answer.ts'
import { isNamed } from './bearer.ts'
import { CANDIDATES, findCandidates, findLikely, findOldest, findWider, narrow, type Asked } from './candidates.ts'
import { emptyQuery, type Filters, type Hit, type Query } from './engine/engine.ts'
import { joinStreams, toStreams, type Stream } from './stream.ts'
import { weigh, type Claim, type Finding } from './witness.ts'

/** A paragraph and how it bears a claim out. */
export interface Witness { hit: Hit; finding: Finding }

/** A paragraph that was looked at, and what is said in it. */
export interface Heard { hit: Hit; streams: Stream[] }

/** Every paragraph looked at; a quotation that runs on over paragraphs is one witness more. */
export interface Hearing { heard: Heard[]; witnesses: Witness[] }

/** With so many paragraphs examined, more are looked for only for texts so short that a changed word leaves no phrase. */
const MANY = 20
const SHORT = 8
/** Paragraphs whose article is read to see how they go on. */
const MOST_BROKEN = 3
/** Paragraphs looked at on either side of one that nobody in particular says. */
const MOST_AROUND = 2

/** Looks in ever more places, until the words are found in the mouth of whoever is asked for. Rejects with EngineError only. */
export async function hear(library: Library, claim: Claim, filters: Filters, asked: Asked | null, call: Call): Promise<Hearing> {
  const speaker = asked?.name ?? null
  const query = { ...emptyQuery(), filters }
  const own = (one: Witness) => isQuoted(one) && isOwn(one, speaker)
  const isFull = ({ heard }: Hearing) => heard.length >= CANDIDATES
  const oldest = (one: Query | null) => one === null ? Promise.resolve([]) : findOldest(library, claim.sought, one, call)
  const ofOwn = async (find: (query: Query) => Promise<Hit[]>) => {
    const one = await narrow(query, asked)
    return one === null ? [] : find(one)
  }
  const likely = (one: Query) => findLikely(library, claim.sought, one, call)
  const candidates = (one: Query) => findCandidates(library, claim.words, claim.sought, one, call)
  const wider = () => {
    // Nobody has said it so far: whoever is asked for will have to be known in the end. What goes wrong is told when it is needed.
    asked?.bearers().catch(() => {})
    return findWider(library, claim.sought, query, call)
  }
  const isProven = ({ witnesses }: Hearing) => witnesses.some(one => one.finding.level === 'exact' && own(one))
  // Where there may be more printings than were given, the oldest is still to be found.
  const places: { isNeeded(so: Hearing): boolean; look(): Promise<Hit[]> }[] = [
    { isNeeded: () => true, look: () => likely(query) },
    { isNeeded: isFull, look: () => ofOwn(oldest) },
    { isNeeded: so => isFull(so) && speaker !== null && !so.witnesses.some(one => isFound(one) && isQuoted(one)), look: () => narrow(query, null).then(oldest) },
    { isNeeded: so => !isProven(so), look: () => candidates(query) },
    { isNeeded: so => isFull(so) && !so.witnesses.some(one => isFound(one) && own(one)), look: () => ofOwn(candidates) },
    { isNeeded: so => !so.witnesses.some(isFound) && (so.heard.length < MANY || claim.words.length <= SHORT), look: wider },
  ]
  const so: Hearing = { heard: [], witnesses: [] }
  const seen = new Set<string>()
  for (const { isNeeded, look } of places) {
    if (!isNeeded(so)) continue
    const fresh = (await look()).filter(hit => !seen.has(hit.paragraph.id) && seen.add(hit.paragraph.id)).map(hit => ({ hit, streams: toStreams(hit.paragraph) }))
    so.heard.push(...fresh)
    so.witnesses.push(...await examine(library, claim, fresh, speaker, call))
  }
  return so
}

/** The strongest finding of each paragraph. */
async function examine(library: Library, claim: Claim, heard: Heard[], speaker: string | null, call: Call): Promise<Witness[]> {
  const witnesses = heard.map(({ hit, streams }) => strongest(streams.map(stream => ({ hit, finding: weigh(claim, stream) })), speaker))
  const own = (one: Witness) => isQuoted(one) && isOwn(one, speaker)
  if (witnesses.some(one => isFound(one) && own(one))) return witnesses
  const examineBroken = async (isBroken: (one: Witness) => boolean) => {
    const broken = witnesses.filter(one => one.finding.level === 'partial' && isBroken(one)).slice(0, MOST_BROKEN)
    return (await Promise.all(broken.map(one => examineOver(library, claim, one, call)))).filter(one => one !== null)
  }
  const joined = await examineBroken(one => own(one) && goesOn(one.finding))
  if (joined.length > 0 || witnesses.some(isFound)) return [...witnesses, ...joined]
  return [...witnesses, ...await examineBroken(one => !own(one) && goesOn(one.finding) && reachesEdge(one.finding))]
}

/** What runs on over paragraphs, as one: a quotation of somebody, or what nobody in particular says. */
async function examineOver(library: Library, claim: Claim, { hit, finding }: Witness, call: Call): Promise<Witness | null> {
  const article = await ask(call, options => library.engine.read(hit.article.id, options))
  if (!article) return null
  const name = finding.stream.speaker?.name
  const streamOf = (paragraph: Paragraph | undefined) => paragraph && toStreams(paragraph).find(({ speaker }) => speaker?.name === name)
  const at = article.paragraphs.findIndex(paragraph => paragraph.id === hit.paragraph.id)
  const streams: Stream[] = [streamOf(article.paragraphs[at])!]
  if (!streams[0]) return null
  // What nobody says goes on to the end of the article.
  const most = name === undefined ? MOST_AROUND : Infinity
  for (let i = at - 1, stream; i >= at - most && (stream = streamOf(article.paragraphs[i])); i--) streams.unshift(stream)
  for (let i = at + 1, stream; i <= at + most && (stream = streamOf(article.paragraphs[i])); i++) streams.push(stream)
  if (streams.length < 2) return null
  const over = weigh(claim, joinStreams(streams))
  return over.level === 'exact' || over.level === 'near' ? { hit: { ...hit, paragraph: over.paragraph }, finding: over } : null
}

/** The claim has more words before or behind those that were found. */
function goesOn({ stream, diff }: Finding): boolean {
  return stream.places.length > 0 && (diff[0]?.op === 'added' || diff.at(-1)?.op === 'added')
}

/** The words that were found are the first or the last of the stream. */
function reachesEdge({ stream: { places }, ranges, paragraph }: Finding): boolean {
  const [first, last] = [places[0], places.at(-1)]
  return first?.paragraph === paragraph && (first.term.start === ranges[0]?.start || last!.term.end === ranges.at(-1)?.end)
}

/** Own words before others', others' before nobody's; then exact before near before part. */
function strongest(found: Witness[], speaker: string | null): Witness {
  const weight = (one: Witness) => {
    const level = one.finding.level === 'exact' ? 3 : one.finding.level === 'near' ? 2 : one.finding.level === 'partial' ? 1 : 0
    const who = isQuoted(one) ? isOwn(one, speaker) ? 2 : 1 : 0
    return (level >= 2 ? 100 : level * 50) + who * 10 + level + one.finding.similarity
  }
  return found.reduce((best, one) => weight(one) > weight(best) ? one : best)
}

export function isFound({ finding }: Witness): boolean {
  return finding.level === 'exact' || finding.level === 'near'
}

export function isQuoted({ finding }: Witness): boolean {
  return finding.stream.speaker !== null
}

/** In the words of whoever is asked for; anybody's are where nobody is. */
export function isOwn({ finding }: Witness, speaker: string | null): boolean {
  return speaker === null || finding.stream.speaker !== null && isNamed(speaker, finding.stream.speaker)
}
