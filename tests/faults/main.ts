// Every fault of the list, on both engines where it applies, many times over:
//   npm run test:faults -- [--only PATTERN] [--engine embedded|Meilisearch] [--short] [--soak MINUTES] [--json FILE]
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { all } from './all.ts'
import { makeSoak } from './load.ts'
import { renderTable, runFaults } from './run.ts'

const { values } = parseArgs({ options: { only: { type: 'string' }, engine: { type: 'string' }, short: { type: 'boolean' }, soak: { type: 'string' }, json: { type: 'string' } } })
const faults = [...all, ...(values.soak ? [makeSoak(Number(values.soak))] : [])].filter(({ name }) => new RegExp(values.only ?? '').test(name))
const { json } = values
const rows = await runFaults(faults, {
  short: values.short ?? false, engine: values.engine ?? null, say: text => console.log(text),
  note: rows => { if (json) writeFileSync(json, `${JSON.stringify(rows, null, 1)}\n`) },
})
console.log(`\n${renderTable(rows)}`)
process.exitCode = rows.length > 0 && rows.every(row => row.held) ? 0 : 1
