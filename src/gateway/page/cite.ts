import type { ArticleAnswer } from '../../read.ts'
import { sayDay } from './wording.ts'

export interface Citation { name: string; text: string }

type Article = ArticleAnswer['article']

type Part = Pick<Article['paragraphs'][number], 'n' | 'text' | 'speakers' | 'links'>

/** What a citation says, before it is written down in one form or another. */
interface Reference {
  id: string
  /** What the byline says, without its "By". */
  author: string | null
  title: string
  outlet: string | null
  published: string | null
  /** Where it was read: the source's own address, or the one here. */
  source: string
  /** Its address here; null where that is the source already. */
  here: string | null
  part: { n: number; text: string; speakers: string[] } | null
}

/** How to cite an article, or one paragraph of it with its words: as a line, as Markdown, as BibTeX. `link` is the article's address here. */
export function toCitations(article: Article, link: string, part: Part | null = null): Citation[] {
  const here = part ? `${link}#p${part.n}` : link
  const source = (part ? part.links.source : null) ?? article.url ?? here
  const byline = article.evidence.byline.value
  const reference: Reference = {
    id: article.id, author: byline ? stripBy(byline) || null : null, title: oneLine(article.title), outlet: article.outlet && oneLine(article.outlet), published: article.published,
    source, here: source === here ? null : here, part: part && { n: part.n, text: oneLine(part.text), speakers: part.speakers.map(speaker => oneLine(speaker.name)) },
  }
  return [{ name: 'Plain', text: toPlain(reference) }, { name: 'Markdown', text: toMarkdown(reference) }, { name: 'BibTeX', text: toBibtex(reference) }]
}

function toPlain({ author, title, outlet, published, source, here, part }: Reference): string {
  const line = `${author ? `${author}: ` : ''}“${title}”${[outlet, published && sayDay(published), part && `¶${part.n}`].filter(Boolean).map(one => `, ${one}`).join('')}. ${source}${here ? ` (${here})` : ''}`
  return part ? `${/^["“”„«]/.test(part.text) ? part.text : `“${part.text}”`}\n– ${saySpeakers(part.speakers)}${line}` : line
}

function toMarkdown({ author, title, outlet, published, source, here, part }: Reference): string {
  const rest = [outlet && escapeMarkdown(outlet), published && sayDay(published), part && (here ? `[¶${part.n}](<${here}>)` : `¶${part.n}`)].filter(Boolean).map(one => `, ${one}`).join('')
  const line = `${author ? `${escapeMarkdown(author)}: ` : ''}[${escapeMarkdown(title)}](<${source}>)${rest}${here && !part ? ` ([paragraphs](<${here}>))` : ''}`
  return part ? `> ${escapeMarkdown(part.text)}\n>\n> – ${escapeMarkdown(saySpeakers(part.speakers))}${line}` : line
}

function saySpeakers(names: string[]): string {
  return names.length > 0 ? `${names.join(', ')}, in: ` : ''
}

function toBibtex({ id, author, title, outlet, published, source, here, part }: Reference): string {
  const [year, month, day] = published?.split('-') ?? []
  const notes = [part && `Paragraph ${part.n}`, here && `Citewire: \\url{${escapeUrl(here)}}`].filter(Boolean).join('. ')
  const fields: [string, string | undefined | null][] = [
    ['author', author && `{${escapeTex(author)}}`], ['title', `{${escapeTex(title)}}`], ['journal', outlet && escapeTex(outlet)],
    ['year', year], ['month', month && String(Number(month))], ['day', day && String(Number(day))], ['url', escapeUrl(source)], ['note', notes],
    ['annote', part && `${part.speakers.length > 0 ? `${escapeTex(part.speakers.join(', '))}: ` : ''}${escapeTex(part.text)}`],
  ]
  return `@article{${id}${part ? `-p${part.n}` : ''},\n${fields.flatMap(([name, value]) => value ? `  ${name} = {${value}}` : []).join(',\n')}\n}`
}

function stripBy(byline: string): string {
  return oneLine(byline).replace(/^by /i, '')
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>#|~]/g, '\\$&')
}

const TEX: Record<string, string> = {
  '\\': '\\textbackslash{}', '{': '\\{', '}': '\\}', '$': '\\$', '&': '\\&', '#': '\\#', '%': '\\%', '_': '\\_', '~': '\\textasciitilde{}', '^': '\\textasciicircum{}',
}

function escapeTex(text: string): string {
  return oneLine(text).replace(/[\\{}$&#%_~^]/g, char => TEX[char]!)
}

/** Inside a field braces must balance; an address can say them otherwise. */
function escapeUrl(url: string): string {
  return url.replaceAll('{', '%7B').replaceAll('}', '%7D').replaceAll('\\', '%5C')
}
