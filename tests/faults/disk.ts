import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, statSync, readdirSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { readSettings } from '../../config/settings.ts'
import { emptyQuery } from '../../src/engine/engine.ts'
import { openEngine } from '../../src/engine/open.ts'
import { startOwnServer } from '../meilisearch.ts'
import { runIndexer, type Env, type Ran } from '../programs.ts'
import { both, countLost, freshName, inspect, type Fault, type Outcome, type Place } from './fault.ts'
import { makeNews, toLines } from './news.ts'

const ARTICLES = 150
const DISK_MB = 256

/** A small disk, where one may be mounted. */
interface Disk {
  folder: string
  /** Leaves so little room. */
  fill(kilobytes: number): void
  free(): void
  unmount(): void
}

function mountDisk(folder: string): Disk | null {
  mkdirSync(folder)
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'tmpfs', folder]).status !== 0) return null
  const ballast = join(folder, 'ballast')
  return {
    folder,
    fill(kilobytes) {
      const { bavail, bsize } = statfsSync(folder)
      const handle = openSync(ballast, 'w')
      const block = Buffer.alloc(65_536)
      for (let left = bavail * bsize - kilobytes * 1024; left > 0; left -= block.length) writeSync(handle, block, 0, Math.min(left, block.length))
      closeSync(handle)
    },
    free: () => rmSync(ballast, { force: true }),
    unmount: () => void spawnSync('umount', ['-l', folder]),
  }
}

/** Half of the news is there; the disk fills while the whole is read; then there is room again. */
async function fillDisk(place: Place, times: number): Promise<Outcome> {
  const outcome: Outcome = { tried: 0, lost: 0, recoverMs: [] }
  const notes = new Set<string>()
  const [half, whole] = [join(place.folder, 'half.ndjson'), join(place.folder, 'whole.ndjson')]
  writeFileSync(half, toLines(makeNews(ARTICLES / 2)))
  writeFileSync(whole, toLines(makeNews(ARTICLES)))
  const calmEnv = place.env(freshName())
  await runIndexer([whole], calmEnv)
  const calm = await inspect(calmEnv)
  for (let n = 0; outcome.tried < times && n < times * 3; n++) {
    const disk = mountDisk(join(place.folder, `disk${n}`))
    const server = disk && place.server ? await startOwnServer([], disk.folder) : null
    const env: Env = { ...place.env(freshName()), ...(server ? { MEILI_URL: server.url } : disk ? { DATA_DIR: join(disk.folder, 'data') } : {}) }
    try {
      if (!disk && place.server) throw new Error('no small disk can be mounted for the server here')
      await runIndexer([half], env)
      const before = await listArticles(env)
      disk?.fill(200 + 300 * n)
      const ran = await runFull(disk, env, whole, n)
      if (ran.code === 0) continue
      outcome.tried++
      const isClear = ran.code === 1 && ran.signal === null && /full|no space|ENOSPC|EFBIG|file too large/i.test(ran.output)
      if (!isClear) notes.add(`it ended with ${ran.code ?? ran.signal}: ${ran.output.slice(0, 600)}`)
      disk?.free()
      const after = await listArticles(env)
      const gone = [...before].filter(id => !after.has(id)).length
      if (gone > 0) notes.add(`${gone} of the old articles are gone`)
      const again = await runIndexer([whole], env)
      outcome.recoverMs.push(again.ms)
      if (again.code !== 0) notes.add(`the rerun ended with ${again.code}: ${again.output.slice(0, 600)}`)
      outcome.lost += (isClear ? 0 : 1) + gone + (again.code === 0 ? await countLost(env, calm) : 1)
    } finally {
      await server?.stop()
      disk?.unmount()
    }
  }
  return { ...outcome, note: [...notes].join('; ') }
}

/** Without a small disk: no file may grow beyond what the largest is now and a little more. */
function runFull(disk: Disk | null, env: Env, file: string, n: number): Promise<Ran> {
  if (disk) return runIndexer([file], env)
  const sizes = [env['DATA_DIR']!, join(env['DATA_DIR']!, 'search')].flatMap(folder => readdirSync(folder).map(name => statSync(join(folder, name)).size))
  return runIndexer([file], env, () => {}, `trap '' XFSZ; ulimit -f ${Math.ceil(Math.max(...sizes) / 1024) + 100 + 100 * n}`)
}

/** As those who search see them, without a lock or a write. */
async function listArticles(env: Env): Promise<Set<string>> {
  const engine = await openEngine(readSettings({ READERS: '1', DEADLINE_MS: '20000', ...env }))
  try {
    const ids = new Set<string>()
    for await (const { article } of engine.scan({ ...emptyQuery(), copies: 'show' })) ids.add(article.id)
    return ids
  } finally {
    await engine.close()
  }
}

export const disk: Fault[] = [{ name: 'disk full while indexing, then room again and rerun', engines: both, bound: null, times: [0, 4], run: (place, times) => fillDisk(place, place.engine === 'embedded' ? times : 1) }]
