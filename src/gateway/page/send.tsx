import type { Given } from '../../given.ts'
import type { Fault } from '../../parameters.ts'
import { send, serve, type Asked } from '../exchange.ts'
import type { Exchange, Gateway } from '../gateway.ts'
import { PROBLEMS, Refusal, toRefusal, type Slug } from '../problems.ts'
import { pageVersion } from './assets.ts'
import { Document, render } from './document.tsx'
import { SearchBox } from './box.tsx'

export const HTML = { 'Content-Type': 'text/html; charset=UTF-8' }

/** Nothing from elsewhere, nothing written into the page itself runs. */
const POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/** A refusal that brings a page of its own, which says more than its message. */
export class PageRefusal extends Refusal {
  readonly page: string

  constructor(slug: Slug, detail: string, page: string) {
    super(slug, detail)
    this.page = page
  }
}

type Read = (given: Given, faults: Fault[]) => Asked
/** The page that says what is wrong with the given parameters beside their fields. */
type Explain = (refusal: Refusal) => Promise<string>

/** Answers with a page; what goes wrong is a page, too. `explain` is asked where parameters are at fault. */
export async function servePage(gateway: Gateway, c: Exchange, read: Read, explain?: Explain): Promise<Response> {
  c.set('headers', { ...c.get('headers'), 'Content-Security-Policy': POLICY })
  try {
    return await serve(gateway, c, (given, faults) => {
      const asked = read(given, faults)
      return { canonical: `${asked.canonical} ${pageVersion()}`, answer: async call => ({ headers: HTML, ...await asked.answer(call) }) }
    })
  } catch (error) {
    const refusal = toRefusal(error)
    if (!refusal) throw error
    const said = refusal instanceof PageRefusal ? refusal.page : null
    const explained = said ?? (explain && refusal.faults.length > 0 ? await explain(refusal).catch(() => null) : null)
    return sendProblemPage(c, refusal, explained ?? undefined)
  }
}

/** Whether somebody looks at the answer in a browser, on an address that is not a program's. */
export function wantsPage(c: Exchange): boolean {
  return /\btext\/html\b/.test(c.req.header('accept') ?? '') && !/^\/(v1|mcp|assets|livez|readyz|metrics|openapi\.json)(\/|$)/.test(c.req.path)
}

export function sendProblemPage(c: Exchange, refusal: Refusal, body = problemPage(refusal, c)): Response {
  return send(c, PROBLEMS[refusal.slug].status, body, { ...HTML, 'Content-Security-Policy': POLICY, 'Cache-Control': 'no-store', ...refusal.headers })
}

/** A page for what could not be answered: what happened and what to do. */
export function problemPage(refusal: Refusal, c: Exchange): string {
  const { status, title, help } = PROBLEMS[refusal.slug]
  return render(
    <Document title={title} box={<SearchBox q="" />}>
      <main id="main" class="prose">
        <h1>{title}</h1>
        <p>{refusal.message}</p>
        {refusal.faults.length > 0 ? <ul>{refusal.faults.map(fault => <li><strong>{fault.parameter}</strong> {fault.detail}</li>)}</ul> : null}
        <p>{help}</p>
        <p><a href="/">To the search</a></p>
        <p class="small">Status {status}, request {c.get('requestId')}</p>
      </main>
    </Document>)
}
