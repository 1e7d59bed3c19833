// What one writes with Express and the search server's client as they are installed.
import express from 'express'
import { Meilisearch, type MultiSearchParams } from 'meilisearch'
import { readArguments, toAnswer, type Answered } from './answer.ts'

const { port, url, sent } = readArguments()
const client = new Meilisearch({ host: url })
const app = express()

app.get('/livez', (_request, response) => { response.send('ok') })
app.get('/v1/search', async ({ query }, response) => {
  const answers: Answered[] = []
  for (const { body } of sent[Number(query.i)] ?? []) answers.push(await client.multiSearch(JSON.parse(body) as MultiSearchParams) as Answered)
  response.json(toAnswer(query.q ?? null, answers))
})

app.listen(port, '127.0.0.1')
