import { beforeAll, describe, expect, test } from 'vitest'
import { createApi } from '#app/api.ts'
import { urlAs } from '#app/migrate.ts'
import { connect, disconnect } from '#infra/postgres/pool.ts'
import { withActor } from '#infra/postgres/transactions.ts'
import { systemActor } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'
import { testApp } from '#testing/app.ts'
import { runCron } from '#testing/cron.ts'
import { form } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'
import { newPdf, uploadsTo } from '#testing/uploads.ts'
import { receiveStream, saveReceived } from './receive.ts'
import { addDocument } from './uploads.ts'

const app = testApp()
const { upload } = uploadsTo(app)
let owner: TestPerson

beforeAll(async () => {
  owner = await app.newPerson('owner')
})

const contentOf = (id: string, person = owner) => app.send(person, 'GET', `/documents/${id}/content`)
const filesOf = (person: TestPerson) =>
  Array.fromAsync(app.infra().files.list(`organizations/${person.organization_id}/files/`), ({ key }) => key)
const pathOf = async (id: string) =>
  String((await app.query(`select storage_path from documents where id = '${id}'`))[0]?.storage_path)

const sweep = (days = 0) => runCron(app, 'documents.sweep', new Date(Date.now() + days * 86_400_000))

/** A file that has been received, for `person`. */
const received = async (person: TestPerson, bytes: Buffer) =>
  receiveStream(
    app.infra().files,
    person.organization_id,
    'kept.pdf',
    (async function* () {
      yield bytes
    })(),
  )

const options = { visibility: 'private' as const, tags: [], allow_duplicate: false }

describe('a commit whose response is lost', () => {
  test('keeps the file: it belongs to the document, or the sweep removes it', async () => {
    const actor = { ...systemActor(owner.organization_id), user_id: owner.user_id }
    const lost = new AppError('unavailable', 'The database was lost at the moment of saving.')
    const { files, db } = app.infra()
    const add = async (commits: boolean) => {
      const file = await received(owner, await newPdf())
      await expect(
        saveReceived(files, file, async () => {
          if (commits) await withActor(db, actor, (tx) => addDocument(tx, app.infra(), actor, file, options))
          throw lost
        }),
      ).rejects.toThrow(lost)
      return file
    }
    const durable = await add(true)
    const undone = await add(false)
    const [row] = await app.query(`select id from documents where storage_path = '${durable.key}'`)
    expect((await contentOf(String(row?.id))).raw.subarray(0, 5).toString()).toBe('%PDF-')
    await sweep()
    expect(await filesOf(owner)).toContain(undone.key)
    await sweep(2)
    expect(await filesOf(owner)).not.toContain(undone.key)
    expect((await contentOf(String(row?.id))).status).toBe(200)
  })

  test('that the server interrupts after it is durable loses nothing', async () => {
    const person = await app.newPerson('owner')
    const { config } = app.infra()
    const name = new URL(app.url()).pathname.slice(1)
    const waiting = `from pg_stat_activity where datname = '${name}' and wait_event = 'SyncRep'`
    await app.asOwner(
      `alter role deedline_app in database ${name} set synchronous_commit = 'on'`,
      `alter system set synchronous_standby_names = 'nobody'`,
      'select pg_reload_conf()',
    )
    const db = connect(urlAs(app.url(), config.DEEDLINE_SECRET, 'deedline_app'))
    const api = await createApi({ ...app.infra(), db })
    try {
      const { payload, headers } = form(await newPdf(), 'durable.pdf')
      const authorization = `Bearer ${person.token}`
      const answer = api.inject({
        method: 'POST',
        url: '/api/v1/documents',
        payload,
        headers: { ...headers, authorization },
      })
      await expect.poll(() => app.query(`select pid ${waiting}`), { timeout: 10_000 }).toHaveLength(1)
      await app.asOwner(`select pg_terminate_backend(pid) ${waiting}`)
      expect((await answer).statusCode).toBe(503)
    } finally {
      await app.asOwner(
        `alter role deedline_app in database ${name} reset synchronous_commit`,
        'alter system reset synchronous_standby_names',
        'select pg_reload_conf()',
      )
      await api.close()
      await disconnect(db)
    }
    const { items } = (await app.send(person, 'GET', '/documents')).body
    expect(items).toHaveLength(1)
    expect((await contentOf(items[0].id, person)).raw.subarray(0, 5).toString()).toBe('%PDF-')
  })
})

describe('a file that the store has lost', () => {
  test('comes back with the next upload of the same bytes, even one that is refused as a duplicate', async () => {
    const bytes = await newPdf()
    const { body } = await upload(owner, bytes)
    for (const allow_duplicate of ['true', 'false']) {
      await app.infra().files.remove(await pathOf(body.id))
      expect((await contentOf(body.id)).status).toBe(404)
      const again = await upload(owner, bytes, 'again.pdf', { allow_duplicate })
      expect(again.status).toBe(allow_duplicate === 'true' ? 201 : 409)
      expect((await contentOf(body.id)).raw.equals(bytes)).toBe(true)
    }
  })

  test('is marked, and while many are missing the sweep removes nothing', async () => {
    const person = await app.newPerson('owner')
    const ids = []
    for (let i = 0; i < 3; i++) ids.push((await upload(person, await newPdf())).body.id)
    const unknown = await received(person, await newPdf())
    for (const id of ids) await app.infra().files.remove(await pathOf(id))
    const missing = () =>
      app.query(`select file_hash from document_blobs
        where organization_id = '${person.organization_id}' and missing_since is not null`)
    await sweep(2)
    expect(await missing()).toHaveLength(3)
    expect(await filesOf(person)).toEqual([unknown.key])
  })
})

describe('storage room', () => {
  test('for five files is not taken by twenty at once', async () => {
    const person = await app.newPerson('owner')
    await quota(person, 5_500_000)
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => upload(person, Buffer.alloc(1_000_000, `${i} text `), `${i}.txt`)),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 413)).toHaveLength(15)
    const { body } = await app.send(person, 'GET', '/documents/usage')
    expect(body).toMatchObject({ used_bytes: 5_000_000, reserved_bytes: 0 })
    expect(await filesOf(person)).toHaveLength(5)
  })

  test('is reserved for a large file while its bytes arrive, and released when they end early', async () => {
    const person = await app.newPerson('owner')
    await quota(person, 15_000_000)
    const large = form(Buffer.alloc(9_000_000, 'text '), 'large.txt')
    const cut = large.payload.subarray(0, 8_500_000)
    const answers = await Promise.all(
      [large.payload, large.payload].map((payload) =>
        app.send(person, 'POST', '/documents', payload, large.headers),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 413])
    await quota(person, 30_000_000)
    expect((await app.send(person, 'POST', '/documents', cut, large.headers)).status).toBe(400)
    expect((await app.send(person, 'GET', '/documents/usage')).body.reserved_bytes).toBe(0)
  })

  test('is the limit for a file of unknown length', async () => {
    const person = await app.newPerson('owner')
    await quota(person, 300_000)
    const address = await app.api().listen({ host: '127.0.0.1', port: 0 })
    const { payload, headers } = form(Buffer.alloc(3_000_000, 'endless '), 'endless.txt')
    let sent = 0
    const body = new ReadableStream({
      pull(controller) {
        if (sent >= payload.length) return controller.close()
        controller.enqueue(payload.subarray(sent, sent + 100_000))
        sent += 100_000
      },
    })
    const answer = await fetch(`${address}/api/v1/documents`, {
      method: 'POST',
      headers: { ...headers, authorization: `Bearer ${person.token}` },
      body,
      duplex: 'half',
    } as RequestInit)
    expect(answer.status).toBe(413)
    expect(await answer.json()).toMatchObject({ code: 'quota_exceeded' })
    expect(await filesOf(person)).toEqual([])
  })

  const quota = (person: TestPerson, bytes: number) =>
    app.asOwner(
      `update organizations set storage_quota_bytes = ${bytes} where id = '${person.organization_id}'`,
    )
})

describe('with every way to upload', () => {
  const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(2000, 7)])

  test('a program is refused with a message, and leaves nothing', async () => {
    const person = await app.newPerson('owner')
    const { body } = await upload(person, await newPdf())
    const kept = await filesOf(person)
    for (const filename of ['setup.exe', 'offer.pdf']) {
      const { payload, headers } = form(program, filename)
      for (const path of ['/documents', `/documents/${body.id}/versions`]) {
        const answer = await app.send(person, 'POST', path, payload, headers)
        expect(answer, path).toMatchObject({
          status: 415,
          body: { detail: expect.stringMatching(/can’t be uploaded/) },
        })
      }
    }
    expect(await filesOf(person)).toEqual(kept)
  })

  test('a file without a name is identified by its content, and an empty one is refused', async () => {
    const boundary = 'nameless'
    const send = (disposition: string, bytes: Buffer) =>
      app.send(
        owner,
        'POST',
        '/documents',
        Buffer.concat([
          Buffer.from(`--${boundary}\r\n${disposition}\r\ncontent-type: application/octet-stream\r\n\r\n`),
          bytes,
          Buffer.from(`\r\n--${boundary}--\r\n`),
        ]),
        { 'content-type': `multipart/form-data; boundary=${boundary}` },
      )
    const nameless = await send('content-disposition: form-data; name="file"', await newPdf())
    expect(nameless).toMatchObject({
      status: 201,
      body: { filename: 'document', mime_type: 'application/pdf' },
    })
    const empty = await send('content-disposition: form-data; name="file"; filename="e.pdf"', Buffer.alloc(0))
    expect(empty).toMatchObject({ status: 400, body: { detail: expect.stringMatching(/empty/) } })
  })
})
