// Asks at a steady rate, whether or not answers come (an open loop), from a process of its own: node generator.ts <url> <rate> <seconds> <questions.json>
// Prints one line of JSON: times of answers accepted, from the moment each was due, and how many of which status.
import { readFileSync } from 'node:fs'
import { openClient } from './client.ts'

/** Never more at once: beyond it a request is not sent but counted as given up. */
const MOST_OPEN = 1500

const [url, rate, seconds, file, first] = process.argv.slice(2)
const questions = JSON.parse(readFileSync(file!, 'utf8')) as string[]
const client = openClient(url!, MOST_OPEN)
const [times, statuses]: [number[], Record<string, number>] = [[], {}]
let [sent, open] = [0, 0]
const all = Math.round(Number(rate) * Number(seconds))
const started = performance.now()
await new Promise<void>(resolve => {
  const timer = setInterval(() => {
    while (sent < all && performance.now() - started >= sent / Number(rate) * 1000) send(sent++)
    if (sent < all || open > 0) return
    clearInterval(timer)
    resolve()
  }, 1)
})
await client.close()
process.stdout.write(`${JSON.stringify({ times, statuses })}\n`)

function send(n: number): void {
  const due = started + n / Number(rate) * 1000
  const count = (status: string) => { statuses[status] = (statuses[status] ?? 0) + 1 }
  if (open >= MOST_OPEN) return count('given up')
  open++
  // Another snippet length and page size each: no answer comes from the gateway's memory.
  const k = Number(first) + n
  client.ask(`/v1/search?${questions[k % questions.length]}&snippet_words=${10 + k % 111}&page_size=${5 + k % 7}`).then(({ status }) => {
    count(String(status))
    if (status === 200) times.push(performance.now() - due)
  }, () => count('failed')).finally(() => { open-- })
}
