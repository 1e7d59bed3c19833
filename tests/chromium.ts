import { serve } from '@hono/node-server'
import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core'
import type { App } from '../src/gateway/gateway.ts'

const PLACES = [process.env.CHROMIUM_PATH ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']
const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

export const chromiumPath = PLACES.find(place => place !== '' && existsSync(place)) ?? null
// Where a browser is promised, tests that pass because there is none would say nothing.
if (chromiumPath === null && process.env.REQUIRE_BROWSER === '1') throw new Error(`REQUIRE_BROWSER is 1, and no Chromium is at any of ${PLACES.filter(Boolean).join(', ')}`)

/** A page under test with all that it must not do. */
export interface Visit {
  page: Page
  context: BrowserContext
  base: string
  /** What was written to the console, thrown, or asked of another origin. */
  faults: string[]
}

/** A server over the app and a browser, both ended whatever happens. */
export async function withBrowser(app: App, work: (visit: (options?: BrowserContextOptions) => Promise<Visit>, base: string) => Promise<void>): Promise<void> {
  let browser: Browser | null = null
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise<void>(resolve => server.listening ? resolve() : server.once('listening', () => resolve()))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    browser = await chromium.launch({ executablePath: chromiumPath!, args: ARGS })
    await work(options => open(browser!, base, options), base)
  } finally {
    await browser?.close()
    await new Promise<void>(resolve => {
      server.close(() => resolve())
      if ('closeAllConnections' in server) server.closeAllConnections()
    })
  }
}

async function open(browser: Browser, base: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })
  const page = await context.newPage()
  const faults: string[] = []
  // A refused address is what some tests ask for: the browser notes it by itself.
  page.on('console', message => /^Failed to load resource: the server responded with a status of 4/.test(message.text()) || faults.push(`console: ${message.text()}`))
  page.on('pageerror', error => faults.push(`error: ${error.message}`))
  page.on('request', request => request.url().startsWith(base) || request.url().startsWith('data:') || faults.push(`request: ${request.url()}`))
  return { page, context, base, faults }
}
