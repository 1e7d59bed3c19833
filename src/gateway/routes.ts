import { findClosest } from '../closest.ts'
import type { App } from './gateway.ts'
import { Refusal } from './problems.ts'

/** For an address nothing answers: 405 with what is allowed there, else 404 with the nearest route. */
export function refuseRoute(app: App, method: string, path: string): Refusal {
  const routes = app.routes.filter(route => route.path !== '*' && route.path !== '/*' && route.method !== 'ALL')
  const methods = new Set(routes.filter(route => matchesRoute(route.path, path)).map(route => route.method))
  if (methods.size > 0) {
    if (methods.has('GET')) methods.add('HEAD')
    const allow = [...methods].sort().join(', ')
    return new Refusal('method-not-allowed', `${method.slice(0, 20)} is not allowed here; ${allow} ${methods.size === 1 ? 'is' : 'are'}.`, { headers: { Allow: allow } })
  }
  const closest = findClosest(path, new Set(routes.map(route => route.path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}'))))
  return new Refusal('not-found', `There is no such route${closest ? `; the nearest is ${closest}` : '; /openapi.json lists them all'}.`)
}

/** The route a path belongs to, for metrics: few names, however many addresses are tried. */
export function routeLabels(app: App): (path: string) => string {
  let exact: Set<string> | null = null
  let open: string[] = []
  return path => {
    if (!exact) {
      exact = new Set(app.routes.map(route => route.path).filter(one => !/[:*]/.test(one)))
      open = [...new Set(app.routes.map(route => route.path).filter(one => one.includes(':')))]
    }
    return exact.has(path) ? path : open.find(pattern => matchesRoute(pattern, path)) ?? 'other'
  }
}

function matchesRoute(pattern: string, path: string): boolean {
  const wanted = pattern.split('/')
  const parts = path.split('/')
  return wanted.length === parts.length && wanted.every((part, i) => part.startsWith(':') ? parts[i] !== '' : part === parts[i])
}
