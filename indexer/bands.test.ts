import { test } from 'uvu'
import * as assert from 'uvu/assert'
import * as fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../src/sqlite.ts'
import { type Bands, openBands } from './bands.ts'

function withBands(lateLeast: number, work: (bands: Bands) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'citewire-bands-'))
  const db = openDatabase(join(folder, 'bands.db'))
  try {
    work(openBands(db, { lateLeast, lastMost: lateLeast / 4 }))
  } finally {
    db.close()
    rmSync(folder, { recursive: true })
  }
}

const ascending = (fids: number[]) => [...fids].sort((a, b) => a - b)
const bearersIn = (known: Map<number, Set<number>>, key: number) => ascending([...known.get(key) ?? []])

test('it knows who bears which band, and what the new ones share, as a plain map does', () => {
  // Few keys, so that they meet; some far apart, so that blocks are cut between them.
  const key = fc.oneof(fc.nat(30), fc.nat(2 ** 20).map(n => n * 2 ** 32))
  const step = fc.record({ added: fc.array(fc.array(key, { maxLength: 40 }), { maxLength: 40 }), removed: fc.array(fc.nat(1000), { maxLength: 5 }) })
  fc.assert(fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), steps => withBands(300, bands => {
    const known = new Map<number, Set<number>>()
    let fid = 0
    for (const { added, removed } of steps) {
      const forms = added.map(keys => [++fid, keys] as const)
      for (const [form, keys] of forms) for (const one of keys) known.set(one, (known.get(one) ?? new Set()).add(form))
      const fresh = new Set(forms.map(([form]) => form))
      const touched = new Set(forms.flatMap(([, keys]) => keys))
      const expected = [...touched].filter(one => known.get(one)!.size > 1).sort((a, b) => a - b)
        .map(one => ({ key: one, fids: bearersIn(known, one), newcomers: [...known.get(one)!].filter(form => fresh.has(form)).length }))
      assert.equal(bands.add(forms).map(shared => ({ ...shared, fids: ascending(shared.fids) })), expected)
      for (const pick of removed) {
        const [one, bearers] = [...known][pick % Math.max(1, known.size)] ?? [0, new Set<number>()]
        const [gone] = bearers
        bands.remove(one, gone ?? 0)
        bearers.delete(gone ?? 0)
      }
      for (const one of known.keys()) assert.equal(bands.bearers(one), bearersIn(known, one))
    }
  })), { numRuns: 60 })
})

test('it keeps a band that very many bear in one piece', () => withBands(300, bands => {
  bands.add(Array.from({ length: 2000 }, (_, fid) => [fid + 1, [7, fid + 100]] as const))
  bands.add([[3000, [7]]])
  assert.is(bands.bearers(7).length, 2001)
  assert.equal(bands.bearers(150), [51])
}))

test.run()
