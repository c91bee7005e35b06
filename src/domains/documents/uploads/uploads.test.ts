import { beforeAll, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp({ MAX_UPLOAD_BYTES: '3000000' })
let address = ''
let stranger: TestPerson

beforeAll(async () => {
  address = await app.api().listen({ host: '127.0.0.1', port: 0 })
  stranger = await app.newPerson('owner')
})

test('a small upload that is larger than allowed, or interrupted, leaves nothing behind', async () => {
  const boundary = 'b'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="big.txt"\r\n\r\n`
  const send = (body: string | ReadableStream) =>
    fetch(`${address}/api/v1/documents`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${stranger.token}`,
        'content-type': `multipart/form-data; boundary=${boundary}`,
      },
      body,
      duplex: 'half',
    } as RequestInit)
  expect((await send(`${head}${'x'.repeat(3_100_000)}\r\n--${boundary}--\r\n`)).status).toBe(413)
  for (const form of ['no form at all', `${head}it ends in the middle of`, `--${boundary}--\r\n`, ''])
    expect((await send(form)).status, form).toBe(400)

  const broken = new ReadableStream({
    start(controller) {
      controller.enqueue(Buffer.from(`${head}${'y'.repeat(200_000)}`))
      setTimeout(() => controller.error(new Error('the line is dead')), 100)
    },
  })
  await expect(send(broken)).rejects.toThrow()
  expect((await app.send(stranger, 'GET', '/documents')).body.items).toEqual([])
  const kept: string[] = []
  for await (const { key } of app.infra().files.list(`organizations/${stranger.organization_id}/`))
    kept.push(key)
  expect(kept).toEqual([])
})
