// The least that could stand in the gateway's place: node:http, undici, parse, escape.
import { createServer } from 'node:http'
import { Pool } from 'undici'
import { readArguments, toAnswer, type Answered } from './answer.ts'

const { port, url, sent } = readArguments()
const pool = new Pool(url, { connections: 32, pipelining: 1 })

createServer(async (request, response) => {
  const asked = new URL(request.url!, 'http://localhost').searchParams
  const answers: Answered[] = []
  for (const { method, path, body } of sent[Number(asked.get('i'))] ?? []) {
    const { body: answered } = await pool.request({ method: method as 'POST', path, body, headers: { 'content-type': 'application/json' } })
    answers.push(JSON.parse(await answered.text()) as Answered)
  }
  response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8' }).end(JSON.stringify(toAnswer(asked.get('q'), answers)))
}).listen(port, '127.0.0.1')
