import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { form } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'
import { newPdf, uploadsTo } from '#testing/uploads.ts'

const app = testApp()
const { uploaded } = uploadsTo(app)
let agent: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  agent = await app.newPerson('agent')
  stranger = await app.newPerson('owner')
})

describe('versions', () => {
  test('are added, listed, compared and restored; the same file twice is not a new version', async () => {
    const id = await uploaded(agent, {}, 'Rent is one thousand dollars.')
    const second = form(await newPdf('Rent is twelve hundred dollars.'), 'offer-2.pdf', {
      changes_summary: 'Higher rent',
    })
    const added = await app.send(agent, 'POST', `/documents/${id}/versions`, second.payload, second.headers)
    expect(added).toMatchObject({ status: 201, body: { version_number: 2, status: 'processing' } })
    await app.runJobs()
    expect(
      (await app.send(agent, 'POST', `/documents/${id}/versions`, second.payload, second.headers)).status,
    ).toBe(409)

    const { body } = await app.send(agent, 'GET', `/documents/${id}/compare?from=1&to=2`)
    expect(body.parts).toContainEqual({ kind: 'added', text: expect.stringContaining('twelve') })
    const restored = await app.send(agent, 'POST', `/documents/${id}/versions/1/restore`)
    expect(restored).toMatchObject({ status: 201, body: { version_number: 3 } })
    const versions = await app.send(agent, 'GET', `/documents/${id}/versions`)
    expect(
      versions.body.items.map((v: { version_number: number; restored_from: number | null }) => [
        v.version_number,
        v.restored_from,
      ]),
    ).toEqual([
      [3, 1],
      [2, null],
      [1, null],
    ])
    expect((await app.send(stranger, 'GET', `/documents/${id}/versions`)).status).toBe(404)
  })

  test('uploaded fifty at once get fifty numbers', async () => {
    const id = await uploaded(agent)
    const files = await Promise.all(Array.from({ length: 50 }, () => newPdf()))
    const answers = await Promise.all(
      files.map((file) => {
        const { payload, headers } = form(file, 'v.pdf')
        return app.send(agent, 'POST', `/documents/${id}/versions`, payload, headers)
      }),
    )
    expect(new Set(answers.map((answer) => answer.body.version_number)).size).toBe(50)
  })
})
