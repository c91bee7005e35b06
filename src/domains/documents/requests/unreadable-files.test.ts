import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { requestsOf } from '#testing/document-requests.ts'
import { form } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'
import { openOffice } from '#testing/uploads.ts'

const app = testApp()
let agent: TestPerson

beforeAll(async () => {
  ;({ agent } = await openOffice(app))
})

const { ask, sendIn, page, mine, submit } = requestsOf(app, () => agent)

describe('a file that can’t be opened', () => {
  const jpeg = () =>
    sharp({ create: { width: 400, height: 300, channels: 3, background: 'teal' } })
      .jpeg()
      .toBuffer()
  const send = async (token: string, bytes: Buffer, name: string) => {
    const { payload, headers } = form(bytes, name)
    expect((await app.send(null, 'POST', `/requested/${token}/files`, payload, headers)).status).toBe(201)
  }
  const protectedPdf = () => readFile('src/infra/reading/fixtures/encrypted.pdf')

  test.each([
    ['a picture that broke off', 'corrupt', async () => (await jpeg()).subarray(0, 200), 'photo.jpg'],
    ['a PDF with a password', 'encrypted', protectedPdf, 'locked.pdf'],
  ])('%s doesn’t count, is asked for again, and both sides see why', async (_, problem, bytes, name) => {
    const { id, token } = await ask({ items: [{ title: 'Photo ID' }] })
    await send(token, await bytes(), name)
    expect((await page(token)).received).toMatchObject([{ checking: true, problem: null }])
    expect((await submit(token)).status).toBe(204)
    expect((await page(token)).closed).toBe(true)
    await app.runJobs()

    expect(await page(token)).toMatchObject({
      state: 'open',
      closed: false,
      items: [{ state: 'open', received_count: 0 }],
      received: [{ filename: name, checking: false, problem }],
    })
    expect(await mine(id)).toMatchObject({ state: 'open', documents: [{ status: 'error', problem }] })

    await sendIn(token)
    await app.runJobs()
    expect(await page(token)).toMatchObject({
      state: 'received',
      items: [{ state: 'received', received_count: 1 }],
      received: [{ problem }, { problem: null }],
    })
  })

  test('leaves its item received where another file for it can be opened', async () => {
    const { token } = await ask({ items: [{ title: 'Photo ID' }] })
    await sendIn(token)
    await send(token, (await jpeg()).subarray(0, 210), 'photo.jpg')
    await app.runJobs()
    expect((await page(token)).items).toMatchObject([{ state: 'received', received_count: 1 }])
  })

  test('counts again when it is read at a later attempt, and opens nothing that was revoked', async () => {
    const { id, token } = await ask({ items: [{ title: 'Photo ID' }] })
    await sendIn(token)
    const [document] = (await mine(id)).documents
    const fail = `update documents set status = 'error', processing_errors = '[{"code": "corrupt"}]' where id = '${document.id}'`
    await app.query(fail)
    await app.send(agent, 'POST', `/documents/${document.id}/retry`, {})
    await app.runJobs()
    expect((await mine(id)).items).toMatchObject([{ state: 'received', received_count: 1 }])

    const revoked = await ask({ items: [{ title: 'Photo ID' }] })
    await send(revoked.token, (await jpeg()).subarray(0, 220), 'photo.jpg')
    await app.send(agent, 'DELETE', `/document-requests/${revoked.id}`)
    await app.runJobs()
    expect(await page(revoked.token)).toMatchObject({ state: 'revoked', closed: true })
  })
})
