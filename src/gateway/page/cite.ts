import type { ArticleAnswer } from '../../read.ts'
import { sayDay } from './wording.ts'

export interface Citation { name: string; text: string }

type Article = ArticleAnswer['article']

/** How to cite an article: as a line, as Markdown, as BibTeX. `link` is its address here. */
export function toCitations(article: Article, link: string): Citation[] {
  const who = article.evidence.byline.value ? stripBy(article.evidence.byline.value) : null
  const parts = [article.outlet, article.published ? sayDay(article.published) : null].filter(part => part !== null)
  const source = article.url ?? link
  const title = oneLine(article.title)
  return [
    { name: 'Plain', text: `${who ? `${who}: ` : ''}“${title}”${parts.length > 0 ? `, ${parts.join(', ')}` : ''}. ${source}${source === link ? '' : ` (${link})`}` },
    { name: 'Markdown', text: `${who ? `${escapeMarkdown(who)}: ` : ''}[${escapeMarkdown(title)}](<${source}>)${parts.length > 0 ? `, ${escapeMarkdown(parts.join(', '))}` : ''}${source === link ? '' : ` ([paragraphs](<${link}>))`}` },
    { name: 'BibTeX', text: toBibtex(article, who, title, source, link) },
  ]
}

function toBibtex(article: Article, who: string | null, title: string, source: string, link: string): string {
  const [year, month, day] = article.published?.split('-') ?? []
  const fields: [string, string | undefined | null][] = [
    ['author', who && `{${escapeTex(who)}}`], ['title', `{${escapeTex(title)}}`], ['journal', article.outlet && escapeTex(article.outlet)],
    ['year', year], ['month', month && String(Number(month))], ['day', day && String(Number(day))], ['url', escapeUrl(source)], ['note', source === link ? null : `Citewire: \\url{${escapeUrl(link)}}`],
  ]
  return `@article{${article.id},\n${fields.flatMap(([name, value]) => value ? `  ${name} = {${value}}` : []).join(',\n')}\n}`
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
