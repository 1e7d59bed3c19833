import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { attribute } from './attribute.ts'
import { learnModel } from './learning.ts'
import { foldOf, isKeptAside, readGold } from './gold.ts'
import { printModel } from './model.ts'
import { toPrediction } from '../measure/speakers.ts'
import type { GoldArticle } from './gold.ts'
import type { Model } from './model.ts'

/**
 * Learns weights.json from ../shared/corpora/polnear/train.jsonl, deterministically.
 * 15 % of the articles are kept aside and scored beside dev.jsonl; `--dry` writes no weights, `--all` writes weights learned from the whole of train.
 * `--cross` scores each quarter of the other articles by what is learned from the rest of them, and writes nothing: the figure to compare changes by.
 */
const root = fileURLToPath(new URL('../../', import.meta.url))
const corpora = join(root, '../shared/corpora/polnear')
const scorer = join(root, '../shared/tools/score-speakers.mjs')

if (!existsSync(corpora)) {
  console.error(`learn: nothing to learn from: ${corpora} is not there. Put train.jsonl and dev.jsonl in it.`)
  process.exit(1)
}
const PARTS = 4
const options = new Set(process.argv.slice(2))
const train = readGold(join(corpora, 'train.jsonl'))
const aside = train.filter(article => isKeptAside(article.file))
const rest = train.filter(article => !isKeptAside(article.file))
const dev = readGold(join(corpora, 'dev.jsonl'))
if (options.has('--cross')) crossValidate()
const started = Date.now()
const model = learnModel(rest)
console.log(`learned from ${rest.length} articles in ${Math.round((Date.now() - started) / 1000)} s: ` +
  `person ${model.person.size}, source ${model.source.size}, referent ${model.referent.size}, speech ${model.speech.size} weights`)
const figures = [report('kept aside', aside, () => model), report('dev', dev, () => model)]
if (options.has('--all')) {
  const whole = learnModel(train)
  report('dev, with weights from all of train', dev, () => whole)
  save(whole, `npm run learn -- --all; from 85 % of train: ${figures.join('; ')}; these from all of it`)
} else if (!options.has('--dry')) save(model, `npm run learn; from 85 % of train: ${figures.join('; ')}`)

function crossValidate(): never {
  const partOf = (article: GoldArticle) => foldOf(`cross ${article.file}`, PARTS)
  const models = Array.from({ length: PARTS }, (_, part) => learnModel(rest.filter(article => partOf(article) !== part)))
  report(`cross-validated in ${PARTS} parts`, rest, article => models[partOf(article)]!)
  process.exit()
}

function save(weights: Model, made: string): void {
  writeFileSync(new URL('./weights.json', import.meta.url), printModel(weights, made))
}

/** Prints the scorer's table and returns its two chief figures, core strict F1 and direct quotations. */
function report(name: string, articles: GoldArticle[], modelOf: (article: GoldArticle) => Model): string {
  const folder = mkdtempSync(join(tmpdir(), 'citewire-learn-'))
  try {
    const gold = join(folder, 'gold.jsonl')
    const predictions = join(folder, 'predictions.jsonl')
    writeFileSync(gold, articles.map(article => `${JSON.stringify(article)}\n`).join(''))
    writeFileSync(predictions, articles.map(article => `${JSON.stringify(toPrediction(article, text => attribute(text, modelOf(article))))}\n`).join(''))
    console.log(`\n${name}: ${articles.length} articles`)
    if (!existsSync(scorer)) return `${name} not scored`
    const table = execFileSync(process.execPath, [realpathSync(scorer), gold, predictions], { encoding: 'utf8' })
    console.log(table)
    return `${name} core strict F1 ${/core\/strict[^\n]{0,80}F1 +([\d.]+)/.exec(table)?.[1]}, direct quotations ${/attribution +strict +([\d.]+)/.exec(table)?.[1]}`
  } finally {
    rmSync(folder, { recursive: true })
  }
}
