import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { form } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'
import { dealsOf, officeWithRules } from '#testing/required-documents.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test reads what came.
type Body = any

const app = testApp()
let coordinator: TestPerson
let agent: TestPerson
const { newDeal, upload, listOf, itemOf, act, submit, close, submitted, newVersion } = dealsOf(app, () => ({
  agent,
}))

beforeAll(async () => {
  ;({ coordinator, agent } = await officeWithRules(app))
})

describe('a document', () => {
  test('fills the item of its kind once it is attached, and is reviewed', async () => {
    const deal = await newDeal()
    const document_id = await upload('lead', 'lead_based_paint')
    await app.send(agent, 'POST', `/transactions/${deal.id}/documents`, { document_id })
    const item = await itemOf(deal, 'Lead paint')
    expect(item).toMatchObject({ state: 'submitted', document_id, document_version: 1, version_number: null })
    const seen = { document_id, version_number: 1 }
    expect((await act(agent, item, 'approve', seen)).status).toBe(403)
    expect((await act(coordinator, item, 'approve', seen)).body).toMatchObject({
      ...{ state: 'approved', version_number: 1, reviewed_by_name: expect.stringContaining('coordinator') },
    })
    expect((await act(coordinator, item, 'approve', seen)).status).toBe(409)
    expect((await submit(item, document_id)).status).toBe(422)
  })

  test('that is attached already fills an item that is added by hand', async () => {
    const deal = await newDeal()
    const document_id = await upload('deal terms', 'advisory')
    await app.send(agent, 'POST', `/transactions/${deal.id}/documents`, { document_id })
    const body = { name: 'Advisory', document_type: 'disclosure' }
    const added = await app.send(agent, 'POST', `/transactions/${deal.id}/requirements`, body)
    expect(added.body).toMatchObject({ state: 'submitted', document_id })
  })

  test('fills it as well once it is known what it is', async () => {
    const deal = await newDeal()
    const document_id = await upload('later', null)
    await app.send(agent, 'POST', `/transactions/${deal.id}/documents`, { document_id })
    expect((await itemOf(deal, 'Lead paint')).state).toBe('open')
    await app.runJobs()
    await app.asOwner(
      `update documents set document_type = 'disclosure', category = 'lead_based_paint' where id = '${document_id}'`,
    )
    const { body, headers } = await app.send(agent, 'GET', `/documents/${document_id}`)
    expect(body.category).toBe('lead_based_paint')
    await app.send(agent, 'DELETE', `/documents/${document_id}`, undefined, {
      'if-match': String(headers.etag),
    })
    await app.send(agent, 'POST', `/documents/${document_id}/restore`)
    await app.runJobs()
    expect((await itemOf(deal, 'Lead paint')).state).toBe('submitted')
  })

  test('is attached to the deal by submitting it, and its item is open again once it is detached or trashed', async () => {
    const { deal, item, document_id, seen } = await submitted()
    const attached = (await app.send(agent, 'GET', `/transactions/${deal.id}/documents`)).body.items
    expect(attached.map((one: Body) => one.document_id)).toEqual([document_id])
    await act(coordinator, item, 'approve', seen)
    await app.send(agent, 'DELETE', `/transactions/${deal.id}/documents/${document_id}`)
    expect(await itemOf(deal, 'Lead paint')).toMatchObject({ state: 'open', document_id: null })
    const other = await upload('other', null)
    await submit(item, other)
    await app.send(agent, 'DELETE', `/documents/${other}`)
    await app.runJobs()
    expect(await itemOf(deal, 'Lead paint')).toMatchObject({ state: 'open', document_id: null })
  })

  test('that was rejected does not count until there is another version or document', async () => {
    const { deal, item, document_id, seen } = await submitted()
    const message = 'The signature is missing.'
    expect((await act(agent, item, 'reject', { ...seen, message })).status).toBe(403)
    expect((await act(coordinator, item, 'reject', { ...seen, message })).body).toMatchObject({
      ...{ state: 'rejected', message },
    })
    expect((await submit(item, document_id)).status).toBe(422)
    const rejected = (
      await app.send(agent, 'GET', `/transactions/requirements?state=rejected&agent_id=${agent.user_id}`)
    ).body
    expect(rejected.items).toContainEqual(expect.objectContaining({ id: item.id, message }))
    await newVersion(document_id)
    expect(await itemOf(deal, 'Lead paint')).toMatchObject({
      state: 'submitted',
      document_version: 2,
      message: null,
    })
  })

  test('that a colleague cannot see is neither submitted nor approved by them', async () => {
    const deal = await newDeal()
    const secret = await upload('secret', null, 'private')
    const item = await itemOf(deal, 'Lead paint')
    expect((await submit(item, secret, coordinator)).status).toBe(404)
    expect((await submit(item, secret)).status).toBe(200)
    const [shown] = (await listOf(deal, coordinator)).items
    expect(shown).toMatchObject({ document_title: null, document_version: null })
    expect((await act(coordinator, item, 'approve', { document_id: secret, version_number: 1 })).status).toBe(
      422,
    )
  })
})

describe('a newer version', () => {
  test('of an approved document is reviewed again, and what the reviewer saw before approves nothing', async () => {
    const { deal, item, document_id, seen } = await submitted()
    await act(coordinator, item, 'approve', seen)
    await newVersion(document_id)
    expect(await itemOf(deal, 'Lead paint')).toMatchObject({ state: 'submitted', document_version: 2 })
    expect((await act(coordinator, item, 'approve', seen)).status).toBe(409)
    expect((await act(coordinator, item, 'approve', { document_id, version_number: 2 })).status).toBe(200)
    expect((await close(deal)).status).toBe(200)
  })

  test('keeps a deal from closing before anyone was told of it', async () => {
    const { deal, item, document_id, seen } = await submitted()
    await act(coordinator, item, 'approve', seen)
    const { payload, headers } = form(Buffer.from('Another one'), 'signed.txt')
    await app.send(agent, 'POST', `/documents/${document_id}/versions`, payload, headers)
    expect((await close(deal)).body.issues).toEqual([
      { field: 'requirements', reason: 'Lead paint has a newer version that waits for review' },
    ])
  })
})
