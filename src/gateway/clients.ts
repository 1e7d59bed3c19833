import { createHash, timingSafeEqual } from 'node:crypto'
import type { RateLimit, Settings } from '../../config/settings.ts'
import type { Exchange } from './gateway.ts'
import { Refusal } from './problems.ts'

export interface Client {
  /** Requests are counted by this. */
  id: string
  /** Name of its key; null without one. */
  key: string | null
  policy: string
  rateLimit: RateLimit | null
}

/** Open to everybody even where keys are needed: nothing of the archive is in them. */
const OPEN = /^\/(livez|readyz|openapi\.json|docs|llms\.txt|problems(\/.*)?|assets\/.*)$/

/** Who asks, and what is to be said to one whose key is missing or unknown where keys are needed: its address is counted all the same. */
export function readClient(c: Exchange, settings: Settings): { client: Client; refusal: Refusal | null } {
  const { apiKeys, rateLimit } = settings
  const stranger: Client = { id: `address:${readAddress(c, settings.trustProxy)}`, key: null, policy: 'default', rateLimit }
  if (apiKeys.length === 0) return { client: stranger, refusal: null }
  const sent = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
  const known = sent === undefined ? undefined : findKey(sent, apiKeys)
  if (known) return { client: { id: `key:${known.name}`, key: known.name, policy: known.rateLimit ? known.name : 'default', rateLimit: known.rateLimit ?? rateLimit }, refusal: null }
  if (OPEN.test(c.req.path)) return { client: stranger, refusal: null }
  const error = sent === undefined ? '' : ', error="invalid_token"'
  const refusal = new Refusal('missing-key', sent === undefined ? 'This service asks for a key.' : 'The key is not known here.', { headers: { 'WWW-Authenticate': `Bearer realm="citewire"${error}` } })
  return { client: stranger, refusal }
}

/** An address of a key would be logged and shared: refused wherever it is sent. Throws Refusal. */
export function refuseKeyInAddress(url: string): void {
  const found = /[?&](api_?key|api-key|apikey|access_token|key|token)=/i.exec(url)
  if (!found) return
  const detail = 'must not be in the address, where it would be logged and shared: send "Authorization: Bearer <key>"'
  throw new Refusal('invalid-parameter', 'A key was sent in the address.', { faults: [{ parameter: found[1]!, detail, example: null }] })
}

/** On loopback only the names of this machine are answered to: a web page cannot reach in under a name of its own. Throws Refusal. */
export function checkHost(c: Exchange, allowed: ReadonlySet<string> | null): void {
  const incoming = c.env?.incoming
  const sent = c.req.header('host')
  // Otherwise the server itself refuses it, with an empty answer.
  if (sent === undefined && incoming?.httpVersion === '1.1') throw new Refusal('malformed-request', 'HTTP/1.1 needs the header Host.')
  // An address with a host of its own, as proxies are sent it, overrules the header.
  const host = incoming?.url && !incoming.url.startsWith('/') ? new URL(c.req.url).host : sent
  if (allowed === null || host === undefined || allowed.has(toName(host))) return
  throw new Refusal('forbidden', 'The header Host, or the address itself, names another service.')
}

/** Names the service goes by; null when it listens beyond this machine, where a name says nothing. */
export function allowedHosts({ host, publicUrl, trustProxy }: Settings): ReadonlySet<string> | null {
  const loopback = host === 'localhost' || host === '::1' || host.startsWith('127.')
  if (!loopback || trustProxy) return null
  return new Set(['localhost', '127.0.0.1', '[::1]', toName(host.includes(':') ? `[${host}]` : host), new URL(publicUrl).hostname])
}

function toName(host: string): string {
  return host.toLowerCase().replace(/:\d{1,5}$/, '')
}

function findKey(sent: string, keys: Settings['apiKeys']): Settings['apiKeys'][number] | undefined {
  const hash = createHash('sha256').update(sent).digest()
  return keys.find(key => timingSafeEqual(hash, Buffer.from(key.hash, 'hex')))
}

/** The nearest proxy's word is taken only where the operator says so. Addresses of one IPv6 network count as one. */
function readAddress(c: Exchange, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  const address = (forwarded || c.env?.incoming?.socket.remoteAddress || 'local').slice(0, 64)
  if (address.startsWith('::ffff:')) return address.slice(7)
  return address.includes(':') ? address.split(':').slice(0, 4).join(':') : address
}
