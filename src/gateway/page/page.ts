import { readQueryString } from '../../given.ts'
import { rawQuery } from '../exchange.ts'
import type { App, Exchange, Gateway } from '../gateway.ts'
import { readArticlePage } from './article-page.tsx'
import { mountAssets } from './assets.ts'
import { readComparePage } from './compare-page.tsx'
import { mountOpenSearch } from './opensearch.ts'
import { explainSearchPage, readSearchPage } from './search-page.tsx'
import { servePage } from './send.tsx'
import { readSpeakerPage } from './speaker-page.tsx'
import { explainVerifyPage, readVerifyPage } from './verify-page.tsx'

/** The pages people read. They ask the same functions as the API does. */
export function mountPage(app: App, gateway: Gateway): void {
  const given = (c: Exchange) => readQueryString(rawQuery(c.req.url), [])
  mountAssets(app)
  mountOpenSearch(app, gateway)
  app.get('/', c => withoutEmpty(c) ?? servePage(gateway, c, (values, faults) => readSearchPage(gateway, values, faults), refusal => explainSearchPage(given(c), refusal)))
  app.get('/articles/:id', c => withoutEmpty(c) ?? servePage(gateway, c, (values, faults) => readArticlePage(gateway, c.req.param('id'), values, faults)))
  app.get('/articles/:id/compare/:other', c => servePage(gateway, c, (values, faults) => readComparePage(gateway, c.req.param('id'), c.req.param('other'), values, faults)))
  app.get('/speakers/:name', c => withoutEmpty(c) ?? servePage(gateway, c, (values, faults) => readSpeakerPage(gateway, c.req.param('name'), values, faults)))
  app.get('/verify', c => withoutEmpty(c) ?? servePage(gateway, c, (values, faults) => readVerifyPage(gateway, values, faults), refusal => explainVerifyPage(given(c), refusal)))
}

/** A form sends its empty fields, too: the address is made short, so that it can be passed on. */
function withoutEmpty(c: Exchange): Response | null {
  const raw = rawQuery(c.req.url)
  if (!/=(?:&|$)/.test(raw)) return null
  const kept = raw.split('&').filter(part => part !== '' && !part.endsWith('=')).join('&')
  return c.redirect(kept ? `${c.req.path}?${kept}` : c.req.path, 303)
}
