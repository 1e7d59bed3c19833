import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { attribute } from '../speakers/attribute.ts'
import { runsPerSecond } from './speed.ts'
import type { Range } from '../../src/article.ts'
import type { ArticleText, ParagraphAttribution } from '../speakers/attribute.ts'

interface Annotated { file: string; title?: string | null; paragraphs: { text: string }[] }
export interface Prediction { file: string; paragraphs: { speakers: string[]; quotes: (Range & { speaker: string | null })[] }[] }

/** An article's attributions in the scorer's form: persons only; quotations of bodies and unnamed sources have speaker null. */
export function toPrediction(article: Annotated, tell: (article: ArticleText) => ParagraphAttribution[]): Prediction {
  const told = tell({ title: article.title ?? null, byline: null, lang: null, paragraphs: article.paragraphs.map(({ text }) => ({ text, section: null })) })
  return {
    file: article.file,
    paragraphs: told.map(({ speakers, unattributed }) => {
      const persons = speakers.filter(speaker => speaker.basis !== 'organisation')
      const quotes = [
        ...speakers.flatMap(speaker => speaker.quotes.map(range => ({ ...range, speaker: speaker.basis === 'organisation' ? null : speaker.name }))),
        ...unattributed.map(range => ({ ...range, speaker: null })),
      ]
      return { speakers: persons.map(speaker => speaker.name), quotes: quotes.sort((a, b) => a.start - b.start) }
    }),
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await measure(process.argv.slice(2))

/** `npm run measure:speakers -- gold.jsonl --predictions FILE [--errors N] [--by-outlet]` */
async function measure(args: string[]): Promise<void> {
  const at = args.indexOf('--predictions')
  const out = at >= 0 ? args[at + 1] : undefined
  const gold = args.find((arg, i) => !arg.startsWith('--') && (at < 0 || i !== at + 1) && !/^\d+$/.test(arg))
  if (!gold || !out) {
    console.error('usage: npm run measure:speakers -- GOLD.jsonl --predictions FILE   (one article a line: {file, title, paragraphs: [{text}]})')
    process.exit(1)
  }
  const articles: Annotated[] = readFileSync(gold, 'utf8').split('\n').filter(Boolean).map((line, i) => readLine(line, gold, i))
  const predictions = articles.map(article => toPrediction(article, attribute))
  writeFileSync(out, predictions.map(prediction => `${JSON.stringify(prediction)}\n`).join(''))
  const paragraphs = predictions.flatMap(prediction => prediction.paragraphs)
  const runs = paragraphs.length > 0 ? await runsPerSecond(() => articles.forEach(article => toPrediction(article, attribute))) : 0
  console.log(`${articles.length} articles, ${paragraphs.length} paragraphs, ${paragraphs.filter(({ speakers }) => speakers.length > 0).length} with a speaker, ` +
    `${Math.round(paragraphs.length * runs)} paragraphs/s on one core; predictions in ${out}`)
  const scorer = join(fileURLToPath(new URL('../../', import.meta.url)), '../shared/tools/score-speakers.mjs')
  if (!existsSync(scorer)) console.log('the scorer is not beside the project: no table')
  else console.log(execFileSync(process.execPath, [realpathSync(scorer), gold, out, ...args.filter(arg => /^(?:--errors|--by-outlet|--json|\d+)$/.test(arg))], { encoding: 'utf8', maxBuffer: 1 << 28 }))
}

function readLine(line: string, file: string, i: number): Annotated {
  try {
    const article = JSON.parse(line)
    if (typeof article?.file === 'string' && Array.isArray(article.paragraphs)) return article
  } catch {}
  console.error(`${file}:${i + 1}: not an article: each line must be {"file": "…", "paragraphs": [{"text": "…"}]}`)
  process.exit(1)
}
