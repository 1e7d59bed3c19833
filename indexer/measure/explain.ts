import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
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

/** Blank lines cut paragraphs where a text has them, else every line does. */
function cutParagraphs(text: string): string[] {
  const pieces = /\n\s*\n/.test(text) ? text.split(/\n\s*\n/) : text.split('\n')
  return pieces.map(piece => piece.replace(/\s+/g, ' ').trim()).filter(Boolean)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const file = process.argv[2]
  if (!file) {
    console.error('usage: npm run explain -- FILE   (a text file; paragraphs are cut at blank lines, or at lines)')
    process.exit(1)
  }
  console.log(explainArticle(null, cutParagraphs(readFileSync(file, 'utf8'))))
}
