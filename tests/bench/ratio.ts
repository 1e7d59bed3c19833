
/** One measured line of the table. */
export interface Row {
  what: string
  measured: string
  target: string
  /** null where nothing is to be held. */
  held: boolean | null
  /** The figures behind it. */
  figures: Record<string, number>
}

export interface Scale {
  /** Paragraphs of the usual corpus. */
  paragraphs: number
  rounds: number
  questions: number
  quick: boolean
  /** Also what takes many minutes. */
  long: boolean
}

/** A measurement: one or more lines of the table under its ids. */
export interface Bench {
  ids: string[]
  run(scale: Scale, wanted: (id: string) => boolean): Promise<Record<string, Row[]>>
}


export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}

/** Median of what each round says: one disturbed round does not decide. */
export function acrossRounds(rounds: readonly number[][], figure: (times: number[]) => number): number {
  return median(rounds.map(figure))
}

export function ms(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)} ms`
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
