import { send } from './exchange.ts'
import type { App } from './gateway.ts'
import { escapeHtml } from './markup.ts'
import { PROBLEMS, Refusal, type Slug } from './problems.ts'

const HTML = { 'Content-Type': 'text/html; charset=UTF-8', 'Cache-Control': 'public, max-age=3600' }

/** `/problems/{slug}`: what the `type` of a problem leads to. */
export function mountProblemPages(app: App): void {
  app.get('/problems', c => send(c, 200, page('Problems', Object.entries(PROBLEMS).map(([slug, { status, title }]) =>
    `<p>${status} <a href="/problems/${slug}">${escapeHtml(title)}</a></p>`).join('\n')), HTML))
  app.get('/problems/:slug', c => {
    const slug = c.req.param('slug')
    if (!Object.hasOwn(PROBLEMS, slug)) throw new Refusal('not-found', 'There is no problem of this name; /problems lists them.')
    const { status, title, help } = PROBLEMS[slug as Slug]
    return send(c, 200, page(title, `<p>Status ${status}, <code>${slug}</code></p>\n<p>${escapeHtml(help)}</p>\n<p><a href="/problems">All problems</a></p>`), HTML)
  })
}

function page(title: string, body: string): string {
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>\n<body><main><h1>${escapeHtml(title)}</h1>\n${body}</main></body></html>\n`
}
