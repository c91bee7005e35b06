import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { runCron } from '#testing/cron.ts'
import type { TestPerson } from '#testing/people.ts'
import { newPdf, openOffice, uploadsTo } from '#testing/uploads.ts'

const app = testApp()
const { upload } = uploadsTo(app)
let agent: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  ;({ agent, stranger } = await openOffice(app))
})

const put = async (person = agent) => (await upload(person, await newPdf())).body.id as string
const promise = async (person: TestPerson, ids: string[]) =>
  (await app.send(person, 'POST', '/downloads', { ids })).body.url as string

describe('an issued download', () => {
  test('of twenty documents, or of the same one twice, comes as one ZIP from a short address', async () => {
    const ids = []
    for (let i = 0; i < 20; i++) ids.push(await put())
    const url = await promise(agent, [...ids, ...ids])
    expect(url.length).toBeLessThan(120)
    const zip = await app.send(null, 'GET', url)
    expect(zip).toMatchObject({ status: 200, headers: { 'content-type': 'application/zip' } })
    expect(zip.raw.toString('latin1').split('PK\x01\x02')).toHaveLength(21)
    expect(zip.raw.toString('latin1')).toContain('offer (20).pdf')
  })

  test('takes five hundred documents and no more', async () => {
    const id = await put()
    const { status } = await app.send(agent, 'POST', '/downloads', { ids: Array(501).fill(id) })
    expect(status).toBe(400)
    expect((await app.send(agent, 'POST', '/downloads', { ids: Array(500).fill(id) })).status).toBe(201)
  })

  test('is issued only for an existing version', async () => {
    const ids = [await put()]
    const ask = (version_number: number) =>
      app.send(agent, 'POST', '/downloads', { ids, version_number }).then(({ status }) => status)
    expect([await ask(1), await ask(2)]).toEqual([201, 404])
  })

  test('accepts ids in capitals', async () => {
    const id = await put()
    const zip = await app.send(null, 'GET', await promise(agent, [id.toUpperCase(), id]))
    expect(zip).toMatchObject({
      status: 200,
      headers: { 'content-disposition': expect.stringContaining('offer.pdf') },
    })
  })

  test('is for people who see the documents, and no one else can create one', async () => {
    const ids = [await put()]
    expect((await app.send(stranger, 'POST', '/downloads', { ids })).status).toBe(404)
    const url = await promise(agent, ids)
    const elsewhere = url.replace(
      agent.organization_id.replaceAll('-', ''),
      stranger.organization_id.replaceAll('-', ''),
    )
    for (const wrong of [`${url.slice(0, -4)}AAAA`, elsewhere, `${url}A`, '/api/v1/downloads/x'])
      expect((await app.send(null, 'GET', wrong)).status).toBe(410)
  })

  test('expires after a minute, and is removed by the sweep', async () => {
    const url = await promise(agent, [await put()])
    await app.asOwner(`update download_tickets set expires_at = now() - interval '1 second'`)
    expect((await app.send(null, 'GET', url)).status).toBe(410)
    await runCron(app, 'documents.sweep')
    expect(await app.query('select id from download_tickets')).toEqual([])
  })

  test('stops with the account of its person, and follows their role', async () => {
    const admin = await app.newPerson('admin', agent)
    const ids = [await put()]
    const [demoted, disabled] = [await promise(admin, ids), await promise(admin, ids)]
    const where = `where organization_id = '${admin.organization_id}' and user_id = '${admin.user_id}'`
    expect((await app.send(null, 'GET', demoted)).status).toBe(200)
    await app.asOwner(`update organization_members set role = 'viewer' ${where}`)
    expect((await app.send(null, 'GET', demoted)).status).toBe(404)
    await app.asOwner(`update organization_members set role = 'admin', status = 'inactive' ${where}`)
    expect((await app.send(null, 'GET', disabled)).status).toBe(403)
    await app.asOwner(
      `update organization_members set status = 'active' ${where}`,
      `update users set status = 'suspended' where id = '${admin.user_id}'`,
    )
    expect((await app.send(null, 'GET', disabled)).status).toBe(401)
  })
})
