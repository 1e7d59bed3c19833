import { existsSync, readFileSync } from 'node:fs'
import type { Weights } from './linear.ts'
import type { Forest } from './trees.ts'

/** What learn.ts learned: is it a person, is it a source, whom does it mean, whose quotation is it. */
export interface Model { person: Weights; source: Weights; context: Weights; judge: Forest; referent: Weights; speech: Weights; threshold: number }

const PLACE = new URL('./weights.json', import.meta.url)

export function readModel(): Model {
  const raw = existsSync(PLACE) ? JSON.parse(readFileSync(PLACE, 'utf8')) : {}
  const part = (name: string): Weights => new Map(Object.entries(raw[name] ?? {}) as [string, number][])
  return { person: part('person'), source: part('source'), context: part('context'), judge: raw.judge ?? { base: 0, trees: [] }, referent: part('referent'), speech: part('speech'), threshold: raw.threshold ?? 0.5 }
}

export function printModel(model: Model, made: string): string {
  const part = (weights: Weights) => [...weights].sort(([a], [b]) => a < b ? -1 : 1).map(([feature, weight]) => `${JSON.stringify(feature)}:${weight}`).join(',\n')
  const parts = (['person', 'source', 'context', 'referent', 'speech'] as const).map(name => `"${name}":{\n${part(model[name])}}`)
  return `{"made":${JSON.stringify(made)},"threshold":${model.threshold},\n"judge":${JSON.stringify(model.judge)},\n${parts.join(',\n')}}\n`
}
