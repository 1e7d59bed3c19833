import type { Call } from '../../answer.ts'
import type { Given } from '../../given.ts'
import { ParameterError, readValues, toEcho, toQueryString, type Fault, type Table } from '../../parameters.ts'
import { filterTable, toFilters } from '../../query.ts'
import { verify, type Evidence, type VerifyRequest } from '../../verify.ts'
import { toTerms } from '../../words.ts'
import { about, toHitJson, withQuery } from '../answers.ts'
import type { Describe } from '../document.ts'
import { serve, type Asked } from '../exchange.ts'
import type { App, Gateway } from '../gateway.ts'

export const verifyTable = {
  text: { kind: 'text', least: 4, most: 2000, required: true, example: 'We will keep the security guarantees', description: 'The words to look for, 4 to 2,000 characters. Marks, case, spelling variants and how a number is written do not count.' },
  speaker: { kind: 'text', most: 200, example: 'Ana Ruiz', description: 'Who is supposed to have said it: a full name or a surname; titles and middle initials do not count.' },
  outlet: filterTable.outlet, not_outlet: filterTable.not_outlet, from: filterTable.from, to: filterTable.to,
} as const satisfies Table

/** `/v1/quotes/verify`: did somebody say this, in these words? */
export function mountVerify(app: App, gateway: Gateway): void {
  app.get('/v1/quotes/verify', c => serve(gateway, c, (given, faults): Asked => {
    const { request, values } = readVerify(given, faults)
    return {
      canonical: withQuery('/v1/quotes/verify', toQueryString(verifyTable, values)),
      answer: async call => ({ body: { query: toEcho(verifyTable, values), ...await answerVerify(gateway, request, call) } }),
    }
  }))
}

/** Throws ParameterError with every fault. */
export function readVerify(given: Given, faults: Fault[] = []): { request: VerifyRequest; values: Record<string, unknown> } {
  const values = readValues(verifyTable, given, faults)
  const filters = toFilters({ ...values, speaker: [] }, faults)
  if (values.text !== null && toTerms(values.text).length === 0) faults.push({ parameter: 'text', detail: 'holds no word to look for', example: verifyTable.text.example })
  if (faults.length > 0) throw new ParameterError(faults)
  return { request: { text: values.text!, speaker: values.speaker, filters }, values }
}

export async function answerVerify(gateway: Gateway, request: VerifyRequest, call: Call) {
  const { verdict, evidence, others, closest, notes } = await verify(gateway, request, call)
  return { verdict, evidence: evidence.map(toJson), others: others.map(toJson), closest: closest.map(toJson), meta: { notes, ...await about(gateway) } }
}

function toJson({ passage, ...evidence }: Evidence): Record<string, unknown> {
  return { passage: toHitJson(passage, 'html'), ...evidence }
}

export const describeVerify: Describe = (z, { object, hit, about: origin, echo }) => {
  const diff = object({ op: z.enum(['same', 'missing', 'added']), text: z.string() }).openapi('Diff', { description: 'missing: only in the source. added: only in the claim.' })
  const evidence = object({
    passage: hit, speaker: z.string().nullable(), basis: z.string().nullable(), quoted: z.boolean(), similarity: z.number().min(0).max(1), diff: z.array(diff), first: z.boolean(),
  }).openapi('Evidence')
  const verdict = z.enum(['exact', 'near', 'partial', 'other_speaker', 'unattributed', 'not_found'])
  const found = object({ query: echo, verdict, evidence: z.array(evidence), others: z.array(evidence), closest: z.array(evidence), meta: object({ notes: z.array(z.string()), ...origin }) })
  return [{
    method: 'get', path: '/v1/quotes/verify', operationId: 'verifyQuote', tag: 'check', table: verifyTable, schema: found, refusals: [502],
    summary: 'Did somebody say this? exact, near (from four words on: one word or a tenth of them differ, contractions apart, or words are left out at a "…" of the claim, listed), partial, other_speaker, unattributed or not_found, with evidence oldest first. A paraphrase is never called a quotation.',
  }]
}
