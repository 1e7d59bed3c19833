import { send } from '../exchange.ts'
import type { App, Gateway } from '../gateway.ts'
import { escapeHtml } from '../markup.ts'

/** `/opensearch.xml`: lets a browser take Citewire among its search engines. */
export function mountOpenSearch(app: App, gateway: Gateway): void {
  const base = escapeHtml(gateway.settings.publicUrl)
  const body = `<?xml version="1.0" encoding="utf-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>Citewire</ShortName>
<Description>News articles by the paragraph: who said it, who printed it, when</Description>
<InputEncoding>UTF-8</InputEncoding>
<Image width="32" height="32" type="image/svg+xml">${base}/assets/icon.svg</Image>
<Url type="text/html" method="get" template="${base}/?q={searchTerms}"/>
<Url type="application/atom+xml" method="get" template="${base}/feed.atom?q={searchTerms}"/>
</OpenSearchDescription>
`
  app.get('/opensearch.xml', c => send(c, 200, body, { 'Content-Type': 'application/opensearchdescription+xml; charset=UTF-8', 'Cache-Control': 'public, max-age=3600' }))
}
