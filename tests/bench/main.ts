// The benchmarks of docs/benchmarks.md, R1 to R15, side by side on this machine:
//   npm run bench                          all of them but what takes many minutes
//   npm run bench -- R1 R13                some
//   npm run bench -- --long                also 300,000 paragraphs (R13) and 37,000 articles (R11)
//   npm run bench -- --quick               few questions and rounds: to see that it runs; the figures mean nothing
//   npm run bench -- --json results.json   where the figures are written (default: the folder for temporary files)
import { writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { capacityBench } from './capacity.ts'
import { sourceName } from './corpus.ts'
import { engineBench } from './engines.ts'
import { gatewayBench } from './gateway.ts'
import { indexingBench } from './indexing.ts'
import type { Bench, Row, Scale } from './ratio.ts'
import { startBench } from './start.ts'

const BENCHES: Bench[] = [gatewayBench, capacityBench, indexingBench, startBench, engineBench]

const { values: flags, positionals: names } = parseArgs({
  allowPositionals: true, options: { quick: { type: 'boolean', default: false }, long: { type: 'boolean', default: false }, json: { type: 'string', default: join(tmpdir(), 'citewire-bench.json') } },
})
const unknown = names.filter(name => !BENCHES.some(({ ids }) => ids.includes(name)))
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}; there are ${BENCHES.flatMap(({ ids }) => ids).join(' ')}.`)
  process.exitCode = 2
} else await runAll(toScale())

async function runAll(scale: Scale): Promise<void> {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}, ${process.platform}; corpus ${sourceName()}`
  const results: Record<string, Row[]> = {}
  const loads: number[] = [loadavg()[0]!]
  const wanted = (id: string) => names.length === 0 || names.includes(id)
  for (const { ids, run } of BENCHES.filter(({ ids }) => ids.some(wanted))) {
    for (const [id, rows] of Object.entries(await run(scale, wanted))) if (wanted(id)) results[id] = rows
    loads.push(loadavg()[0]!)
    console.error(`${new Date().toISOString().slice(11, 19)}  ${ids.filter(wanted).join(' ')} done, load ${loadavg()[0]!.toFixed(1)}`)
  }
  print(results)
  const load = `load average ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}`
  console.log(`\n${machine}; ${load}${scale.quick ? '; QUICK: the figures mean nothing' : ''}`)
  writeFileSync(flags.json, `${JSON.stringify({ at: new Date().toISOString(), machine, load: loads, scale, results }, null, 2)}\n`)
  console.log(`written to ${flags.json}`)
}

function toScale(): Scale {
  const { quick, long } = flags
  return quick ? { paragraphs: 3000, rounds: 2, questions: 60, quick, long: false } : { paragraphs: 21_000, rounds: 7, questions: 240, quick, long }
}

function print(results: Record<string, Row[]>): void {
  const lines = BENCHES.flatMap(({ ids }) => ids).flatMap(id => (results[id] ?? []).map(({ what, measured, target, held }) => [id, what, measured, target, held === null ? '–' : held ? 'yes' : 'no']))
  console.log(`| ${['id', 'what', 'measured', 'target', 'held'].join(' | ')} |\n| --- | --- | --- | --- | --- |`)
  for (const line of lines) console.log(`| ${line.join(' | ')} |`)
}
