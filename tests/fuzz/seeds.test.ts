import * as fc from 'fast-check'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { IndexedArticle } from '../../src/article.ts'
import { assemble } from '../../indexer/assemble.ts'
import type { ReadOptions } from '../../indexer/read/refusal.ts'
import { runs } from './runs.ts'

const SEEDS = join(import.meta.dirname, '..', '..', '..', 'shared', 'seeds')
const SAMPLES = join(import.meta.dirname, '..', '..', 'indexer', 'samples')
const options: ReadOptions = { outlet: null, date: null, lang: null, map: {} }

type Damage = { kind: 'delete' | 'double' | 'join'; at: number } | { kind: 'crlf' | 'cr' | 'blank' | 'straight' | 'curly' | 'spaces' | 'indent' }

const aDamage: fc.Arbitrary<Damage> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('delete', 'double', 'join'), at: fc.nat(200) }) as fc.Arbitrary<Damage> },
  { weight: 2, arbitrary: fc.constantFrom('crlf', 'cr', 'blank', 'straight', 'curly', 'spaces', 'indent').map(kind => ({ kind }) as Damage) },
)

if (!existsSync(SEEDS)) console.log('skipped: the seeds are not there; the text samples are damaged instead')
const texts = (existsSync(SEEDS) ? [SEEDS] : [SAMPLES]).flatMap(folder => readdirSync(folder).filter(name => name.endsWith('.txt')).sort()
  .map(name => ({ name, text: readFileSync(join(folder, name), 'utf8') })))

test('it says nothing rather than something wrong, however a text is damaged up to three times', () => {
  const wholes = new Map(texts.map(({ name, text }) => [name, { text, whole: read(text) }]))
  fc.assert(fc.property(fc.constantFrom(...wholes.keys()), fc.array(aDamage, { minLength: 1, maxLength: 3 }), (name, damages) => {
    const { text, whole } = wholes.get(name)!
    const found = read(damages.reduce(damage, text))
    if (!whole || !found) return
    for (const field of ['outlet', 'agency', 'republisher', 'published', 'url'] as const) {
      // A date that is but inferred stands on several lines; with two of them gone another day may be the best guess, and is called one.
      if (field === 'published' && found.published.basis === 'inferred' && damages.filter(({ kind }) => kind === 'delete' || kind === 'join').length > 1) continue
      assert.ok([null, whole[field].value].includes(found[field].value), `${name} ${field}: ${found[field].value}`)
    }
    // A title that was joined to its neighbour is still no other text than that.
    const title = found.title.value
    assert.ok(title === null || whole.title.value !== null && alike(title, whole.title.value), `${name} title: ${title}`)
  }), { numRuns: runs() })
})

function read(text: string): IndexedArticle | null {
  const blocks = text.split(/\r\n|\r|\n/).map(line => ({ kind: 'line' as const, text: line }))
  const found = assemble({ source: 'x', format: 'text', metadata: {}, blocks, warnings: [] }, options)
  return 'article' in found ? found.article : null
}

function damage(text: string, done: Damage): string {
  const lines = text.split('\n')
  switch (done.kind) {
    case 'delete': return lines.toSpliced(done.at % lines.length, 1).join('\n')
    case 'double': return lines.toSpliced(done.at % lines.length, 0, lines[done.at % lines.length]!).join('\n')
    case 'join': return lines.toSpliced(done.at % lines.length, 2, `${lines[done.at % lines.length]} ${lines[done.at % lines.length + 1] ?? ''}`).join('\n')
    case 'crlf': return text.replaceAll('\n', '\r\n')
    case 'cr': return text.replaceAll('\n', '\r')
    case 'blank': return text.replaceAll('\n', '\n\n')
    case 'straight': return text.replace(/[“”]/g, '"').replace(/[‘’]/g, "'")
    case 'curly': return text.replace(/"/g, '”').replace(/'/g, '’')
    case 'spaces': return text.replaceAll(' ', '  ')
    case 'indent': return lines.map(line => `   ${line}`).join('\n')
  }
}

function alike(title: string, whole: string): boolean {
  const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  return bare(title).startsWith(bare(whole)) || bare(whole).startsWith(bare(title))
}

test.run()
