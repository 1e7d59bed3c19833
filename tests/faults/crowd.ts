// Many callers in a process of their own: node --import tsx tests/faults/crowd.ts ADDRESS CONNECTIONS SECONDS; prints how often each status came.
import { setTimeout as wait } from 'node:timers/promises'
import { openCaller } from './caller.ts'
import { makeQuestion } from './news.ts'

const [base = '', connections = '', seconds = ''] = process.argv.slice(2)
const counts: Record<string, number> = {}
const caller = openCaller(base)
const asking = caller.keepAsking(Number(connections), n => makeQuestion(100_000 + n), ({ status }) => {
  counts[status] = (counts[status] ?? 0) + 1
})
await wait(Number(seconds) * 1000)
console.log(JSON.stringify(counts))
await Promise.race([asking.stop(), wait(3000)])
process.exit(0)
