// Every fault of the list, on both engines where it applies, many times over:
//   npm run test:faults -- [--only PATTERN] [--engine embedded|Meilisearch] [--short] [--soak MINUTES] [--json FILE]
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { disk } from './disk.ts'
import { kills } from './kills.ts'
import { load, makeSoak } from './load.ts'
import { reading } from './reading.ts'
import { serving } from './serving.ts'
import { upstream } from './upstream.ts'
import { renderTable, runFaults } from './run.ts'

const { values } = parseArgs({ options: { only: { type: 'string' }, engine: { type: 'string' }, short: { type: 'boolean' }, soak: { type: 'string' }, json: { type: 'string' } } })
const faults = [...kills, ...disk, ...reading, ...serving, ...upstream, ...load, ...(values.soak ? [makeSoak(Number(values.soak))] : [])].filter(({ name }) => new RegExp(values.only ?? '').test(name))
const rows = await runFaults(faults, { short: values.short ?? false, engine: values.engine ?? null, say: text => console.log(text) })
console.log(`\n${renderTable(rows)}`)
if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 1)}\n`)
process.exitCode = rows.length > 0 && rows.every(row => row.held) ? 0 : 1
