import type { Exchange } from './gateway.ts'
import { Refusal } from './problems.ts'

const EXPOSED = 'Link, X-Total-Count, X-Request-Id, ETag, RateLimit, RateLimit-Policy, Retry-After, Server-Timing, Content-Disposition'

/** What lets a page of another origin read the answer; null for a request that names none. */
export function corsHeaders(c: Exchange, origins: readonly string[]): Record<string, string> | null {
  const origin = c.req.header('origin')
  if (origins.length === 0) return null
  if (origin === undefined) return origins.includes('*') ? null : { Vary: 'Origin' }
  if (origins.includes('*')) return { 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': EXPOSED }
  if (!origins.includes(origin)) return { Vary: 'Origin' }
  return { 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': EXPOSED, Vary: 'Origin' }
}

/** The answer to a browser that asks beforehand; null for any other request. Throws Refusal for an origin that is not listed. */
export function preflight(c: Exchange, headers: Record<string, string> | null): Record<string, string> | null {
  if (c.req.method !== 'OPTIONS' || c.req.header('access-control-request-method') === undefined) return null
  if (!headers?.['Access-Control-Allow-Origin']) throw new Refusal('forbidden', 'This origin is not listed here.')
  return { 'Access-Control-Allow-Methods': 'GET, HEAD, POST', 'Access-Control-Allow-Headers': 'authorization, content-type, if-none-match, mcp-protocol-version, mcp-session-id, mcp-method, mcp-name', 'Access-Control-Max-Age': '86400' }
}
