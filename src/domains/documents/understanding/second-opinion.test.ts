import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Classification } from './classify.ts'
import { askSecondOpinion, weighOpinion } from './second-opinion.ts'

let server: Server
let url: string
let answer: { status: number; body: string; delay: number }
const asked: { authorization: string | undefined; body: string }[] = []

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks = await Array.fromAsync(request as AsyncIterable<Buffer>)
    asked.push({ authorization: request.headers.authorization, body: Buffer.concat(chunks).toString() })
    await new Promise((resolve) => setTimeout(resolve, answer.delay))
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

function says(content: string, delay = 0): void {
  answer = { status: 200, body: JSON.stringify({ choices: [{ message: { content } }] }), delay }
}

function ask(text = 'GRANT DEED', category = 'grant_deed', seconds = 5) {
  return askSecondOpinion({ url, key: 'secret', model: 'm', seconds }, { category }, text)
}

const own: Classification = {
  document_type: 'deed',
  confidence_score: 0.8,
  category: 'grant_deed',
  alternatives: [{ document_type: 'title', score: 0.1 }],
}

test('a second opinion is requested with the key and the first pages only', async () => {
  says('{"document_type": "deed", "confidence_score": 0.9, "reason": "It grants."}')
  expect(await ask('x'.repeat(50_000))).toMatchObject({ opinion: { document_type: 'deed' } })
  expect(asked.at(-1)?.authorization).toBe('Bearer secret')
  expect(asked.at(-1)?.body.length).toBeLessThan(8_000)
})

test('an invalid answer is only a warning', async () => {
  for (const content of ['{"document_type": "poem", "confidence_score": 1}', 'It is a deed.', '{}']) {
    says(content)
    expect(await ask()).toEqual({ warning: expect.stringContaining('no valid answer') })
  }
  answer = { status: 500, body: 'down', delay: 0 }
  expect(await ask()).toEqual({ warning: 'The second opinion was refused (500).' })
  says('{}', 2_000)
  expect(await ask('text', 'note', 0.1)).toEqual({ warning: expect.stringContaining('too long') })
  const nobody = { url: 'http://127.0.0.1:1', key: 'k', model: 'm' }
  expect(await askSecondOpinion(nobody, own, 'text')).toEqual({ warning: expect.any(String) })
})

test('passports, tax forms and bank statements are never sent', async () => {
  const before = asked.length
  for (const category of ['identity', 'tax_form', 'money', 'application']) {
    expect(await ask('PASSPORT', category)).toEqual({ warning: expect.stringContaining('personal papers') })
  }
  expect(asked.length).toBe(before)
})

test('agreement increases confidence, disagreement asks a person and changes nothing', () => {
  expect(weighOpinion(own, { document_type: 'deed', confidence_score: 1, reason: '' }).confidence_score).toBe(
    0.9,
  )
  expect(weighOpinion(own, { document_type: 'loan', confidence_score: 1, reason: '' })).toMatchObject({
    document_type: 'deed',
    confidence_score: 0.5,
    alternatives: [{ document_type: 'loan' }, { document_type: 'title' }],
  })
})
