import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { isDay } from '../../src/article.ts'
import { findMentions, findTimexes } from '../dates/mentions.ts'
import { runsPerSecond } from './speed.ts'

/** Runs the indexer's own finders over texts and hands the result to the scorer: npm run measure:dates -- texts.jsonl --predictions FILE */
async function measure(textsPath: string, predictionsPath: string): Promise<void> {
  const documents = readDocuments(textsPath)
  const predictions = documents.map(({ doc, dct, text }) => ({ doc, timexes: findTimexes(text, dct) }))
  writeFileSync(predictionsPath, predictions.map((line) => JSON.stringify(line) + '\n').join(''))
  const count = predictions.reduce((sum, { timexes }) => sum + timexes.length, 0)
  console.log(`${documents.length} texts, ${count} expressions of time, written to ${predictionsPath}`)
  await printSpeed(documents)
  const scorer = fileURLToPath(new URL('../../../shared/tools/score-dates.mjs', import.meta.url))
  if (!existsSync(scorer)) return console.log('No scorer at ../shared/tools/score-dates.mjs: predictions written, not scored.')
  // The scorer knows itself by its real path.
  console.log(execFileSync(process.execPath, [realpathSync(scorer), textsPath, predictionsPath], { encoding: 'utf8' }).trimEnd())
}

interface Document { doc: string; dct: string | null; text: string }

function readDocuments(path: string): Document[] {
  return readFileSync(path, 'utf8').split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    const { doc, dct, text } = readLine(line, `${path} line ${index + 1}`)
    if (typeof doc !== 'string' || typeof text !== 'string') throw new Error(`${path} line ${index + 1}: "doc" and "text" must be strings`)
    return [{ doc, text, dct: typeof dct === 'string' && isDay(dct.slice(0, 10)) ? dct.slice(0, 10) : null }]
  })
}

function readLine(line: string, where: string): Record<string, unknown> {
  try {
    return JSON.parse(line) as Record<string, unknown>
  } catch {
    throw new Error(`${where}: not JSON; each line must be {"doc", "dct", "text"}`)
  }
}

/** Paragraph by paragraph, as the indexer reads. */
async function printSpeed(documents: Document[]): Promise<void> {
  const paragraphs = documents.flatMap(({ text, dct }) => text.split('\n\n').map((part) => ({ part, dct })))
    .filter(({ part }) => part.trim() !== '')
  if (paragraphs.length === 0) return
  const runs = await runsPerSecond(() => paragraphs.forEach(({ part, dct }) => findMentions(part, dct)))
  console.log(`${paragraphs.length} paragraphs, ${Math.round(paragraphs.length * runs)} paragraphs/s on one core`)
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { predictions: { type: 'string' } } })
if (positionals.length !== 1 || !values.predictions) {
  console.error('usage: npm run measure:dates -- <texts.jsonl> --predictions FILE')
  process.exitCode = 1
} else {
  try {
    await measure(positionals[0]!, values.predictions)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
