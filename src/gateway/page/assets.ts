import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { acceptsGzip, send } from '../exchange.ts'
import type { App, Exchange } from '../gateway.ts'
import { Refusal } from '../problems.ts'

const TYPES = { 'page.css': 'text/css; charset=UTF-8', 'page.js': 'text/javascript; charset=UTF-8', 'icon.svg': 'image/svg+xml' }
export type Asset = keyof typeof TYPES

interface Loaded { bytes: Buffer; version: string }

/** `/assets/…`: the style sheet, the script and the icon, kept by browsers for as long as their content is the same. */
export function mountAssets(app: App): void {
  app.get('/assets/:name', c => {
    const name = c.req.param('name')
    if (!Object.hasOwn(TYPES, name)) throw new Refusal('not-found', 'There is no such file.')
    return sendAsset(c, name as Asset)
  })
}

/** The address of a file, which changes with its content. */
export function assetHref(name: Asset): string {
  return `/assets/${name}?v=${load(name).version}`
}

/** Changes with the page's own files: what was made with other ones is not to be taken for it. */
export function pageVersion(): string {
  return (Object.keys(TYPES) as Asset[]).map(name => load(name).version).join('')
}

function sendAsset(c: Exchange, name: Asset): Response {
  const { bytes, version } = load(name)
  const headers = {
    'Content-Type': TYPES[name], ETag: `"${version}"`, Vary: 'Accept-Encoding',
    'Cache-Control': c.req.query('v') === version ? 'public, max-age=31536000, immutable' : 'public, max-age=60',
  }
  if (c.req.header('if-none-match') === headers.ETag) return send(c, 304, null, headers)
  if (!acceptsGzip(c.req.header('accept-encoding'))) return send(c, 200, new Uint8Array(bytes), headers)
  return send(c, 200, new Uint8Array(pack(name, bytes)), { ...headers, 'Content-Encoding': 'gzip' })
}

const loaded = new Map<Asset, Loaded>()
const packed = new Map<Asset, Buffer>()

function load(name: Asset): Loaded {
  let known = loaded.get(name)
  if (!known) {
    const file = readFileSync(new URL(`./assets/${name}`, import.meta.url))
    const bytes = name === 'page.css' ? Buffer.from(tighten(String(file))) : file
    loaded.set(name, known = { bytes, version: createHash('sha256').update(bytes).digest('hex').slice(0, 8) })
  }
  return known
}

/** A style sheet without what only those who write it need; strings stay as they are. */
function tighten(css: string): string {
  // White space first, so that no pattern has to look for its end from each of its places.
  const single = css.replace(/\/\*[^*]*\*\//g, '').replace(/"[^"]*"|\s+/g, found => found.startsWith('"') ? found : ' ')
  return single.replace(/"[^"]*"| ?([{};,>]) ?|: /g, (found, sign: string | undefined) => found.startsWith('"') ? found : sign ?? ':').replaceAll(';}', '}')
}

function pack(name: Asset, bytes: Buffer): Buffer {
  let known = packed.get(name)
  if (!known) packed.set(name, known = gzipSync(bytes, { level: 9 }))
  return known
}
