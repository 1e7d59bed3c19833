// What one writes with Hono and the search server's client as they are installed.
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { Meilisearch, type MultiSearchParams } from 'meilisearch'
import { readArguments, toAnswer, type Answered } from './answer.ts'

const { port, url, sent } = readArguments()
const client = new Meilisearch({ host: url })
const app = new Hono()

app.get('/livez', c => c.text('ok'))
app.get('/v1/search', async c => {
  const answers: Answered[] = []
  for (const { body } of sent[Number(c.req.query('i'))] ?? []) answers.push(await client.multiSearch(JSON.parse(body) as MultiSearchParams) as Answered)
  return c.json(toAnswer(c.req.query('q') ?? null, answers) as object)
})

serve({ fetch: app.fetch, port, hostname: '127.0.0.1' })
