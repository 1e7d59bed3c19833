import type { Child } from 'hono/jsx'
import { assetHref } from './assets.ts'

export interface DocumentProps {
  /** Without the name of the service. */
  title: string | null
  /** What the box in the head holds; null where the page has a box of its own. */
  box: Child
  /** Addresses of the same search in other forms. */
  feed?: string | null
  canonical?: string | null
  children?: Child
}

/** The frame of every page. */
export function Document({ title, box, feed = null, children }: DocumentProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title ? `${title} – Citewire` : 'Citewire: news search by paragraph'}</title>
        <link rel="icon" href={assetHref('icon.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={assetHref('page.css')} />
        <link rel="search" type="application/opensearchdescription+xml" href="/opensearch.xml" title="Citewire" />
        {feed ? <link rel="alternate" type="application/atom+xml" href={feed} title="Newest matches of this search" /> : null}
        <script type="module" src={assetHref('page.js')}></script>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the content</a>
        <header class="top">
          <a class="brand" href="/" aria-label="Citewire, start page">Cite<span>wire</span></a>
          {box}
          <nav aria-label="Pages">
            <a href="/verify">Verify a quote</a>
            <a href="/docs">API</a>
          </nav>
        </header>
        {children}
        <p class="quiet" role="status" id="status"></p>
        <footer class="foot">
          <p>Every paragraph has an address of its own. Names, dates and outlets are shown with how they are known.</p>
        </footer>
      </body>
    </html>
  )
}

/** A finished page as text. */
export function render(page: { toString(): string | Promise<string> }): string {
  return `<!doctype html>${page.toString() as string}`
}
