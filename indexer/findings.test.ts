import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'uvu'
import * as assert from 'uvu/assert'
import type { IndexedArticle } from '../src/article.ts'
import { openDrafts } from './drafts.ts'
import { openFindings } from './findings.ts'
import { openCrew } from './workers/crew.ts'

const article = {
  title: { value: 'Ferry' }, byline: { value: null }, lang: 'en', published: { value: '2025-03-05' },
  paragraphs: [{ n: 1, text: '“The ferry stays,” Ana Ruiz said on Tuesday.', section: null }],
} as unknown as IndexedArticle

test('it says what it found where nothing of it can be kept', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'citewire-findings-'))
  const findings = openFindings(join(folder, 'gone'), openDrafts(folder), openCrew({ workers: 0 }))
  try {
    for (const _ of [1, 2]) assert.is((await findings.want(1, 'h', article).findings())[0]?.speakers[0]?.name, 'Ana Ruiz')
  } finally {
    findings.close()
    rmSync(folder, { recursive: true })
  }
})

test('it asks for thousands ahead, never for all of a large corpus', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'citewire-findings-'))
  const crew = openCrew({ workers: 1 })
  let asked = 0
  const findings = openFindings(folder, openDrafts(folder), { ...crew, ask: (read, done) => { asked++; return crew.ask(read, done) } })
  try {
    for (let aid = 1; aid <= 20_000; aid++) findings.foresee(aid, 'h', article)
    assert.ok(asked >= 1000 && asked < 10_000, `asked for ${asked}`)
    assert.is((await findings.want(19_999, 'h', article).findings())[0]?.speakers[0]?.name, 'Ana Ruiz')
  } finally {
    findings.close()
    await crew.close()
    rmSync(folder, { recursive: true })
  }
})

test.run()
