import type { Registry } from 'prom-client'

export interface Observation { route: string; method: string; status: number; seconds: number; engineSeconds: number; cached: boolean }

/** What is true at the moment /metrics is read. */
export interface Standing {
  /** How many requests the engine is working on. */
  inside(): number
  /** Whether the engine is given up, and how often it was. */
  isGivenUp(): boolean
  openings(): number
  /** How many requests were sent away unread. */
  turnedAway(): number
}

/** Observations kept until the first look at /metrics: later ones replace them. */
const MOST_WAITING = 10_000
const BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]

/** Counts and times of requests for Prometheus. The package behind it is loaded after start, not before. */
export class Metrics {
  #observe: ((observation: Observation) => void) | null = null
  #waiting: Observation[] = []
  #loading: Promise<Registry> | null = null
  #now: Standing

  constructor(now: Standing) {
    this.#now = now
  }

  add(observation: Observation): void {
    if (this.#observe) this.#observe(observation)
    else if (this.#waiting.push(observation) > MOST_WAITING) void this.registry()
  }

  async text(): Promise<{ body: string; type: string }> {
    const registry = await this.registry()
    return { body: await registry.metrics(), type: registry.contentType }
  }

  registry(): Promise<Registry> {
    return this.#loading ??= this.#load()
  }

  async #load(): Promise<Registry> {
    const { Registry, Counter, Gauge, Histogram, collectDefaultMetrics } = await import('prom-client')
    const registry = new Registry()
    const registers = [registry]
    const requests = new Counter({ name: 'citewire_requests_total', help: 'Requests answered', labelNames: ['route', 'method', 'status'] as const, registers })
    const seconds = new Histogram({ name: 'citewire_request_seconds', help: 'Time to answer', labelNames: ['route'] as const, buckets: BUCKETS, registers })
    const engine = new Histogram({ name: 'citewire_engine_seconds', help: 'The engine’s share of it', labelNames: ['route'] as const, buckets: BUCKETS, registers })
    const cached = new Counter({ name: 'citewire_cached_total', help: 'Answers given without the engine', labelNames: ['route'] as const, registers })
    const { inside, isGivenUp, openings, turnedAway } = this.#now
    new Gauge({ name: 'citewire_engine_requests', help: 'Requests the engine works on', registers, collect() { this.set(inside()) } })
    new Gauge({ name: 'citewire_engine_given_up', help: '1 while the engine is not asked because it did not answer', registers, collect() { this.set(isGivenUp() ? 1 : 0) } })
    new Gauge({ name: 'citewire_engine_given_up_times', help: 'How often it was given up since the start', registers, collect() { this.set(openings()) } })
    new Gauge({ name: 'citewire_turned_away', help: 'Requests sent away unread since the start, because there was a crowd', registers, collect() { this.set(turnedAway()) } })
    collectDefaultMetrics({ register: registry })
    this.#observe = one => {
      requests.inc({ route: one.route, method: one.method, status: String(one.status) })
      seconds.observe({ route: one.route }, one.seconds)
      if (one.cached) cached.inc({ route: one.route })
      else if (one.engineSeconds > 0) engine.observe({ route: one.route }, one.engineSeconds)
    }
    for (const one of this.#waiting.splice(0)) this.#observe(one)
    return registry
  }
}
