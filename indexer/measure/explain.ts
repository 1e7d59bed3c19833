import { pathToFileURL } from 'node:url'
import { assemble } from '../assemble.ts'
import { readFile } from '../read/formats.ts'
import { attribute } from '../speakers/attribute.ts'
import type { Attribution, ParagraphAttribution } from '../speakers/attribute.ts'

/** An article with its attributions below each paragraph: who, how it is known, which rule, which words. For people who check attribution. */
export function explainArticle(title: string | null, paragraphs: string[]): string {
  const told = attribute({ title, byline: null, lang: null, paragraphs: paragraphs.map(text => ({ text, section: null })) })
  const parts = paragraphs.map((text, i) => [`[${i + 1}] ${text}`, ...explainParagraph(text, told[i]!)].join('\n'))
  return [...(title ? [`# ${title}`] : []), ...parts].join('\n\n')
}

function explainParagraph(text: string, told: ParagraphAttribution): string[] {
  const lines = told.speakers.map(speaker => `    → ${describe(text, speaker)}`)
  for (const { start, end } of told.unattributed) lines.push(`    ? nobody known: ${shorten(text.slice(start, end))}`)
  return lines
}

function describe(text: string, { name, printed, basis, rule, quotes }: Attribution): string {
  const words = quotes.map(({ start, end }) => `${start}–${end} ${shorten(text.slice(start, end))}`)
  return [`${name} (${basis}, printed “${printed}”): ${rule}`, ...words].join('\n        ')
}

function shorten(words: string): string {
  return words.length < 70 ? words : `${words.slice(0, 40)} … ${words.slice(-24)}`
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const file = process.argv[2]
  if (!file) {
    console.error('usage: npm run explain -- FILE   (any file that can be indexed: a page, a feed, JSON, NDJSON or text)')
    process.exit(1)
  }
  let refused = 0
  for await (const result of readFile(file, { outlet: null, date: null, lang: null, map: {} })) {
    const assembled = result.kind === 'article' ? assemble(result.raw, { outlet: null, date: null, lang: null, map: {} }) : result.refusal
    if ('article' in assembled) console.log(`${explainArticle(assembled.article.title.value, assembled.article.paragraphs.map(paragraph => paragraph.text))}\n`)
    else {
      refused++
      console.error(`${assembled.source}${assembled.line === null ? '' : `:${assembled.line}`}: ${assembled.code}: ${assembled.message}`)
    }
  }
  if (refused > 0) process.exitCode = 1
}
