import { describe, expect, test } from 'vitest'
import { openApiOf } from '#app/api.ts'
import { deleteOldKeys } from '#infra/http/idempotency.ts'
import { testApp } from '#testing/app.ts'
import { form } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()

const createTeam = (person: TestPerson, name: string, key: string) =>
  app.send(person, 'POST', '/teams', { name }, { 'idempotency-key': key })

async function upload(person: TestPerson, text: string, key: string, filename = 'note.txt') {
  const { payload, headers } = form(Buffer.from(text), filename)
  return app.send(person, 'POST', '/documents', payload, { ...headers, 'idempotency-key': key })
}

const count = async (table: string, person: TestPerson) =>
  Number(
    (await app.query(`select count(*) from ${table} where organization_id = '${person.organization_id}'`))[0]
      ?.count,
  )

describe('a request with an Idempotency-Key', () => {
  test('has one effect and one response, however often and simultaneously it is sent', async () => {
    const owner = await app.newPerson('owner')
    const answers = await Promise.all(Array.from({ length: 8 }, () => createTeam(owner, 'Closers', 'team-1')))
    const again = await createTeam(owner, 'Closers', 'team-1')

    expect(await count('teams', owner)).toBe(1)
    for (const { status, body } of [...answers, again])
      expect({ status, id: body.id }).toEqual({ status: 201, id: again.body.id })
    expect(again.headers['idempotent-replayed']).toBe('true')
  })

  test('is refused when the key belongs to another body, and does nothing', async () => {
    const owner = await app.newPerson('owner')
    await createTeam(owner, 'Closers', 'team-2')
    expect(await createTeam(owner, 'Listers', 'team-2')).toMatchObject({
      status: 422,
      body: { code: 'refused' },
    })
    expect(await count('teams', owner)).toBe(1)
  })

  test('that was refused may be sent again once the cause is gone', async () => {
    const owner = await app.newPerson('owner')
    const first = (await createTeam(owner, 'Closers', 'first')).body.id
    expect((await createTeam(owner, 'Closers', 'second')).status).toBe(409)
    await app.send(owner, 'DELETE', `/teams/${first}`)
    expect((await createTeam(owner, 'Closers', 'second')).status).toBe(201)
  })

  test('that failed after its room was reserved may be sent again', async () => {
    const owner = await app.newPerson('owner')
    const large = `Plat ${'x'.repeat(9 * 1024 * 1024)}`
    const twin = (await upload(owner, large, 'twin-1')).body.id
    expect((await upload(owner, large, 'twin-2')).status).toBe(409)
    await app.send(owner, 'DELETE', `/documents/${twin}`)
    await app.asOwner(`delete from documents where id = '${twin}'`)
    expect((await upload(owner, large, 'twin-2')).status).toBe(201)
  })

  test('files a document once, and refuses another file under the same key instead of losing it', async () => {
    const owner = await app.newPerson('owner')
    const first = await upload(owner, 'Purchase agreement', 'file-1')
    const again = await upload(owner, 'Purchase agreement', 'file-1')
    const other = await upload(owner, 'Inspection report', 'file-1')
    const renamed = await upload(owner, 'Purchase agreement', 'file-1', 'other.txt')

    expect(first.status).toBe(201)
    expect(again).toMatchObject({ status: 201, body: { id: first.body.id } })
    expect(other).toMatchObject({ status: 422, body: { code: 'refused' } })
    expect(renamed.status).toBe(422)
    expect(await count('documents', owner)).toBe(1)
    expect((await upload(owner, 'Inspection report', 'file-2')).status).toBe(201)
  })

  test('tells large files apart as well, whose room is reserved before they arrive', async () => {
    const owner = await app.newPerson('owner')
    const large = (fill: string) => `${fill} ${'x'.repeat(9 * 1024 * 1024)}`
    const first = await upload(owner, large('Survey'), 'large-1')
    expect(first.status).toBe(201)
    expect(await upload(owner, large('Survey'), 'large-1')).toMatchObject({
      status: 201,
      body: { id: first.body.id },
    })
    expect((await upload(owner, large('Title report'), 'large-1')).status).toBe(422)
    expect(await count('documents', owner)).toBe(1)
    expect(await count('storage_reservations', owner)).toBe(0)
  })

  test('uploads one file although it is sent five times at once', async () => {
    const owner = await app.newPerson('owner')
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => upload(owner, 'Deed of trust', 'file-3')),
    )
    expect(await count('documents', owner)).toBe(1)
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
  })

  test('never stores a secret, and says so instead of returning it again', async () => {
    const owner = await app.newPerson('owner')
    const document = (await upload(owner, 'Shared note', 'file-4')).body.id
    const headers = { 'idempotency-key': 'secret' }
    const create: [string, object][] = [
      ['/api-keys', { name: 'Import', scopes: ['documents.read'] }],
      [`/documents/${document}/shares`, {}],
      ['/downloads', { ids: [document] }],
    ]
    for (const [i, [path, body]] of create.entries()) {
      const key = { 'idempotency-key': `${headers['idempotency-key']}-${i}` }
      const first = await app.send(owner, 'POST', path, body, key)
      expect(first.status, path).toBe(201)
      const again = await app.send(owner, 'POST', path, body, key)
      expect(again, path).toMatchObject({ status: 409, body: { code: 'conflict' } })
      expect(again.raw.toString()).not.toContain(first.body.token ?? first.body.url)
    }
    const [{ kept } = { kept: -1 }] = await app.query(
      `select count(*)::int as kept from idempotency_keys where secret_answer and response is not null`,
    )
    expect(kept).toBe(0)
  })

  test('is separate for each person: the same key of a colleague does its own work', async () => {
    const owner = await app.newPerson('owner')
    const admin = await app.newPerson('admin', owner)
    expect((await createTeam(owner, 'Closers', 'mine')).status).toBe(201)
    expect((await createTeam(admin, 'Listers', 'mine')).status).toBe(201)
    expect((await createTeam(await app.newPerson('owner'), 'Closers', 'mine')).status).toBe(201)
  })

  test('whose response was lost with its process is not carried out twice', async () => {
    const owner = await app.newPerson('owner')
    await createTeam(owner, 'Closers', 'lost')
    await app.asOwner(
      `update idempotency_keys set status = null, response = null, created_at = now() - interval '2 minutes' where key = 'lost'`,
    )
    expect(await createTeam(owner, 'Closers', 'lost')).toMatchObject({ status: 409 })
    expect(await count('teams', owner)).toBe(1)
  })

  test('is forgotten after a day', async () => {
    const owner = await app.newPerson('owner')
    const { id } = (await createTeam(owner, 'Closers', 'old')).body
    await app.send(owner, 'DELETE', `/teams/${id}`)
    await app.asOwner(
      `update idempotency_keys set created_at = now() - interval '25 hours' where key = 'old'`,
    )
    expect((await createTeam(owner, 'Closers', 'old')).status).toBe(201)
    await app.asOwner(`update idempotency_keys set created_at = now() - interval '25 hours'`)
    await deleteOldKeys(app.infra().worker)
    expect(await app.query('select key from idempotency_keys')).toEqual([])
  })
})

test('every route whose response shows a secret declares it', () => {
  const secret = /"(token|url|secret|backup_codes|password)":/
  const routes = app
    .api()
    .everyRoute.filter(({ method, config }) => method === 'POST' && config?.access === 'member')
  const document = openApiOf(app.api()) as unknown as {
    paths: Record<string, { post?: { responses: object } }>
  }
  let found = 0
  for (const { url, config } of routes) {
    const path = url.replaceAll(/:(\w+)/g, '{$1}')
    const answers = JSON.stringify(document.paths[path]?.post?.responses ?? {})
    if (!secret.test(answers)) continue
    expect(config?.secretAnswer, url).toBe(true)
    found++
  }
  expect(found).toBeGreaterThan(1)
})
