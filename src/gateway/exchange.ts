import { hash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { EngineError } from '../engine/engine.ts'
import type { Call } from '../answer.ts'
import { readQueryString, type Given } from '../given.ts'
import type { Fault } from '../parameters.ts'
import type { Kept } from './cache.ts'
import type { Exchange, Gateway } from './gateway.ts'
import { Refusal, toProblem } from './problems.ts'

/** A GET request as read; reading throws ParameterError, `answer` may throw Refusal and rejects as the engine does. */
export interface Asked {
  /** The address every equal request has. */
  canonical: string
  answer(call: Call): Promise<Answered>
}

/** A body is written as JSON unless it is a text; then `headers` says what it is. */
export interface Answered { body: unknown; headers?: Record<string, string> }

const JSON_TYPE = 'application/json; charset=UTF-8'
/** Shorter bodies are not worth compressing. */
const PACK_FROM = 1024

/** Answers a GET from what is kept, from what the caller has, or by asking. */
export async function serve(gateway: Gateway, c: Exchange, read: (given: Given, faults: Fault[]) => Asked): Promise<Response> {
  const path = c.req.path
  const raw = rawQuery(c.req.url)
  const { revision } = await gateway.status()
  const rawKey = `${path}?${raw}`
  const kept = gateway.cache.get(rawKey, revision)
  if (kept) return sendKept(c, kept, true)
  if (gateway.gate.full) return sendAway(gateway)
  const faults: Fault[] = []
  const asked = read(readQueryString(raw, faults), faults)
  const etag = toEtag(revision, asked.canonical)
  if (matchesEtag(c.req.header('if-none-match'), etag)) return sendUnchanged(c, { ETag: etag, ...cacheControl(c) })
  const known = gateway.cache.get(asked.canonical, revision)
  if (known) return sendKept(c, known, true)
  const { body, headers = {} } = await withDeadline(gateway, c, call => asked.answer(call))
  const fresh: Kept = { etag, body: toText(body), headers: { 'Content-Type': JSON_TYPE, ...headers }, packed: new Map() }
  // What a part of the index is missing from is true for nobody else, and not for long.
  if (isPartial(body)) return sendPacked(c, fresh, { 'Cache-Control': 'no-store', ...timing(c, false) })
  gateway.cache.put(asked.canonical, revision, fresh)
  if (rawKey !== asked.canonical) gateway.cache.put(rawKey, revision, fresh)
  return sendKept(c, fresh, false)
}

/** Answers what is not kept. */
export async function serveOnce(gateway: Gateway, c: Exchange, work: (call: Call) => Promise<Answered>): Promise<Response> {
  const { body, headers = {} } = await withDeadline(gateway, c, work)
  return sendPacked(c, { etag: '', body: toText(body), headers: { 'Content-Type': JSON_TYPE, ...headers }, packed: new Map() }, { 'Cache-Control': 'no-store', ...timing(c, false) })
}

/** The one way an answer leaves: with the headers that belong on each. */
export function send(c: Exchange, status: number, body: string | Uint8Array<ArrayBuffer> | ReadableStream | null, headers: Record<string, string>): Response {
  c.set('sent', true)
  const base = c.get('headers')
  const all = { ...base, ...headers }
  if (base.Vary && headers.Vary) all.Vary = `${base.Vary}, ${headers.Vary}`
  return body === null ? c.body(null, status as 304, all) : c.body(body, status as ContentfulStatusCode, all)
}

export function sendProblem(gateway: Gateway, c: Exchange, refusal: Refusal): Response {
  const problem = toProblem(refusal, gateway.settings.publicUrl, c.req.path, c.get('requestId') ?? '')
  return send(c, problem.status, JSON.stringify(problem), { 'Content-Type': 'application/problem+json; charset=UTF-8', 'Cache-Control': 'no-store', ...refusal.headers })
}

/** The caller's share of time: given up after the deadline, or when the caller has gone. */
export async function withDeadline<T>(gateway: Gateway, c: Exchange, work: (call: Call) => Promise<T>): Promise<T> {
  const call: Call = { engineMs: 0 }
  const outgoing = c.env?.outgoing
  const whenGone = (gone: () => void) => {
    outgoing?.once('close', gone)
    return () => outgoing?.off('close', gone)
  }
  try {
    return await inTime(gateway, call, whenGone, work, c.get('started'))
  } finally {
    c.set('engineMs', call.engineMs)
  }
}

/**
 * Lets work in if there is room, and gives it up in time, counted from `since`. `whenGone` is told whom to call when the caller goes, and
 * answers how to take that back.
 */
export async function inTime<T>(
  gateway: Gateway, call: Call, whenGone: (gone: () => void) => () => void, work: (call: Call) => Promise<T>, since = performance.now(),
): Promise<T> {
  gateway.breaker.check()
  if (!gateway.gate.enter()) return sendAway(gateway)
  const controller = new AbortController()
  call.signal = controller.signal
  let giveUp: (error: Error) => void = () => {}
  const over = new Promise<never>((_, reject) => {
    giveUp = error => {
      reject(error)
      controller.abort(error)
    }
  })
  const left = gateway.settings.deadlineMs - (performance.now() - since)
  const timer = setTimeout(() => giveUp(new EngineError('timeout', 'deadline passed')), Math.max(1, left))
  const stay = whenGone(() => giveUp(new EngineError('aborted', 'client gone')))
  try {
    return await Promise.race([work(call), over])
  } finally {
    gateway.gate.leave()
    clearTimeout(timer)
    stay()
  }
}

/** Throws Refusal, after a while. */
async function sendAway(gateway: Gateway): Promise<never> {
  await gateway.gate.sendAway()
  throw new Refusal('temporary-reduced-capacity', 'More is asked at the moment than can be answered in time.', { headers: { 'Retry-After': '1' } })
}

/** The query as it was sent: bytes that are no text must be seen, not mended. */
export function rawQuery(url: string): string {
  const cut = url.indexOf('?')
  if (cut < 0) return ''
  const hash = url.indexOf('#', cut)
  return hash < 0 ? url.slice(cut + 1) : url.slice(cut + 1, hash)
}

function isPartial(body: unknown): boolean {
  return (body as { meta?: { partial?: boolean } } | null)?.meta?.partial === true
}

function toText(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body)
}

function sendKept(c: Exchange, kept: Kept, hit: boolean): Response | Promise<Response> {
  const validators = { ETag: kept.etag, ...cacheControl(c) }
  if (matchesEtag(c.req.header('if-none-match'), kept.etag)) return sendUnchanged(c, validators)
  c.set('cached', hit)
  return sendPacked(c, kept, { ...validators, ...timing(c, hit) })
}

function sendUnchanged(c: Exchange, validators: Record<string, string>): Response {
  c.set('cached', true)
  return send(c, 304, null, validators)
}

async function sendPacked(c: Exchange, kept: Kept, headers: Record<string, string>): Promise<Response> {
  if (kept.body.length < PACK_FROM) return send(c, 200, kept.body, { ...kept.headers, ...headers })
  const all = { ...kept.headers, ...headers, Vary: headers.Vary ? `${headers.Vary}, Accept-Encoding` : 'Accept-Encoding' }
  const coding = pickCoding(c.req.header('accept-encoding'))
  if (!coding) return send(c, 200, kept.body, all)
  let packed = kept.packed.get(coding)
  if (!packed) kept.packed.set(coding, packed = await pack(kept.body, coding))
  return send(c, 200, packed as Uint8Array<ArrayBuffer>, { ...all, 'Content-Encoding': coding })
}

function cacheControl(c: Exchange): Record<string, string> {
  return c.get('client') === null
    ? { 'Cache-Control': 'public, max-age=60, stale-while-revalidate=300' }
    : { 'Cache-Control': 'private, max-age=60, stale-while-revalidate=300', Vary: 'Authorization' }
}

function timing(c: Exchange, hit: boolean): Record<string, string> {
  const total = (performance.now() - c.get('started')).toFixed(1)
  return { 'Server-Timing': hit ? `cache;desc=hit, total;dur=${total}` : `engine;dur=${(c.get('engineMs') ?? 0).toFixed(1)}, total;dur=${total}` }
}

function toEtag(revision: string, canonical: string): string {
  return `W/"${hash('sha1', `${revision} ${canonical}`, 'base64url').slice(0, 20)}"`
}

function matchesEtag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  return header === '*' || header.split(',').some(one => one.trim().replace(/^W\//, '') === etag.slice(2))
}

const gzipAsync = promisify(gzip)
const brotliAsync = promisify(brotliCompress)

type Coding = 'br' | 'gzip'

function pickCoding(header: string | undefined): Coding | null {
  if (!header) return null
  const accepted = codings(header)
  return accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : null
}

export function acceptsGzip(header: string | undefined): boolean {
  return header !== undefined && codings(header).includes('gzip')
}

function codings(header: string): string[] {
  return header.toLowerCase().split(',').map(part => part.trim()).filter(part => !/;\s*q=0(?:\.0*)?$/.test(part)).map(part => part.split(';')[0]!.trim())
}

function pack(body: string, coding: Coding): Promise<Buffer> {
  return coding === 'gzip' ? gzipAsync(body, { level: 5 }) : brotliAsync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } })
}
