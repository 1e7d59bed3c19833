import { readQueryString } from '../../given.ts'
import { rawQuery } from '../exchange.ts'
import type { App, Exchange, Gateway } from '../gateway.ts'
import { readArticlePage } from './article-page.tsx'
import { mountAssets } from './assets.ts'
import { explainSearchPage, readSearchPage } from './search-page.tsx'
import { servePage } from './send.tsx'

/** The pages people read. They ask the same functions as the API does. */
export function mountPage(app: App, gateway: Gateway): void {
  mountAssets(app)
  app.get('/', c => withoutEmpty(c) ?? servePage(gateway, c, (given, faults) => readSearchPage(gateway, given, faults),
    refusal => explainSearchPage(gateway, readQueryString(rawQuery(c.req.url), []), refusal)))
  app.get('/articles/:id', c => withoutEmpty(c) ?? servePage(gateway, c, (given, faults) => readArticlePage(gateway, c.req.param('id'), given, faults)))
}

/** A form sends its empty fields, too: the address is made short, so that it can be passed on. */
export function withoutEmpty(c: Exchange): Response | null {
  const raw = rawQuery(c.req.url)
  if (!/=(?:&|$)/.test(raw)) return null
  const kept = raw.split('&').filter(part => part !== '' && !part.endsWith('=')).join('&')
  return c.redirect(kept ? `${c.req.path}?${kept}` : c.req.path, 303)
}
