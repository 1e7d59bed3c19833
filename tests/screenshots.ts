import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { chromiumPath } from './chromium.ts'

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const PORT = 8197
const SHOTS: { name: string; path: string; width: number; height: number; scheme: 'light' | 'dark' }[] = [
  { name: 'search', path: '/?q=ceasefire', width: 1180, height: 820, scheme: 'light' },
  { name: 'article', path: '/?q=torvane+ceasefire#first', width: 1180, height: 820, scheme: 'dark' },
  { name: 'start', path: '/', width: 1180, height: 820, scheme: 'light' },
  { name: 'speaker', path: '/speakers/Halla%20Brisendahl', width: 1180, height: 820, scheme: 'light' },
  { name: 'verify', path: '/verify?text=A+line+is+worth+less+than+a+fleet&speaker=Oswin+Dracke', width: 1180, height: 910, scheme: 'light' },
  { name: 'dark', path: '/?q=harbour', width: 1180, height: 820, scheme: 'dark' },
  { name: 'phone', path: '/?q=ceasefire', width: 390, height: 820, scheme: 'dark' },
]

/** `npm run screenshots`: pictures of the pages over the sample articles, as docs/*.png. */
const folder = mkdtempSync(join(tmpdir(), 'citewire-'))
if (chromiumPath === null) {
  console.error('No Chromium was found; CHROMIUM_PATH names one.')
  process.exit(1)
}
const env = { ...process.env, DATA_DIR: folder, PORT: String(PORT), PUBLIC_URL: 'http://localhost:8080', LOG_LEVEL: 'warn', MEILI_URL: '' }
spawnSync(process.execPath, ['--import', 'tsx', 'indexer/main.ts', 'samples', '--quiet'], { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'inherit'] })
const server = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] })
try {
  await new Promise((ready, failed) => {
    server.stdout.once('data', ready)
    server.once('exit', code => failed(new Error(`the server ended with ${code}`)))
  })
  await shoot()
} finally {
  server.kill('SIGTERM')
  await new Promise(gone => server.exitCode === null ? server.once('exit', gone) : gone(null))
  rmSync(folder, { recursive: true, force: true })
}

async function shoot(): Promise<void> {
  mkdirSync(join(ROOT, 'docs'), { recursive: true })
  const browser = await chromium.launch({ executablePath: chromiumPath!, args: ['--no-sandbox', '--disable-gpu'] })
  for (const { name, path, width, height, scheme } of SHOTS) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme })
    await page.goto(`http://127.0.0.1:${PORT}${path}`)
    if (path.endsWith('#first')) await page.locator('.results > li', { has: page.locator('.also') }).first().locator('h2 a').click()
    await page.waitForLoadState('networkidle')
    await page.screenshot({ path: join(ROOT, 'docs', `${name}.png`) })
    await page.close()
    console.log(`docs/${name}.png`)
  }
  await browser.close()
}
