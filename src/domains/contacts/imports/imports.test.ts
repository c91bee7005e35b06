import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { runCron } from '#testing/cron.ts'
import { importsOf } from '#testing/import-files.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
const { upload, get, checked, imported, undone } = importsOf(app)
let agent: TestPerson
let colleague: TestPerson
let viewer: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  agent = await app.newPerson('agent')
  colleague = await app.newPerson('agent', agent)
  viewer = await app.newPerson('viewer', agent)
  stranger = await app.newPerson('owner')
})

const listed = async (q: string, person = agent) =>
  (await app.send(person, 'GET', `/contacts?q=${encodeURIComponent(q)}`)).body.items
const full = async (id: string) => (await app.send(agent, 'GET', `/contacts/${id}`)).body
const add = async (contact: object) => (await app.send(agent, 'POST', '/contacts', contact)).body
const change = (id: string, version: number, body: object) =>
  app.send(agent, 'PATCH', `/contacts/${id}`, body, { 'if-match': `"${version}"` })

const TWO =
  'First Name,Last Name,Email,Phone,City,State,Zip,Tags\r\nRosa,Imports,rosa@import.example,(415) 555-0132,Oakland,CA,94611,"buyer, west"\r\nSam,Imports,sam@import.example,,,,,\r\n'

describe('an import of contacts', () => {
  test('says what a file has, checks it without importing, and imports what was checked', async () => {
    const { status, body } = await upload(agent, TWO)
    expect(status, JSON.stringify(body)).toBe(201)
    expect(body).toMatchObject({ format: 'csv', state: 'uploaded', row_count: 2, filename: 'contacts.csv' })
    expect(body.samples[0].slice(0, 2)).toEqual(['Rosa', 'Imports'])
    expect(body.mapping).toMatchObject({
      first_name: 0,
      last_name: 1,
      email: 2,
      phone_mobile: 3,
      city: 4,
      tags: 7,
    })

    const asked = { mapping: body.mapping, settings: { tags: ['Open house'], contact_type: ['prospect'] } }
    const checking = await app.send(agent, 'POST', `/contacts/imports/${body.id}/check`, asked)
    expect(checking).toMatchObject({ status: 202, body: { state: 'checking' } })
    await app.runJobs()
    expect(await get(agent, body.id)).toMatchObject({
      state: 'checked',
      done_count: 2,
      created_count: 2,
      error_count: 0,
    })
    expect(await listed('imports')).toHaveLength(0)

    expect((await app.send(agent, 'POST', `/contacts/imports/${body.id}/run`)).status).toBe(202)
    await app.runJobs()
    expect(await get(agent, body.id)).toMatchObject({ state: 'done', done_count: 2, created_count: 2 })
    const [rosa, sam] = await listed('imports')
    expect(await full(rosa.id)).toMatchObject({
      ...{
        display_name: 'Rosa Imports',
        phones: [{ label: 'mobile', number: '+14155550132' }],
        owner_id: agent.user_id,
      },
      ...{ tags: ['Open house', 'buyer', 'west'], contact_type: ['prospect'], coordinates_precision: 'zip' },
    })
    expect(sam.display_name).toBe('Sam Imports')
    const { body: facts } = await app.send(agent, 'GET', `/contacts/${rosa.id}/timeline`)
    expect(JSON.stringify(facts)).toContain('contacts.created')
    expect((await app.send(agent, 'GET', `/contacts?import_id=${body.id}`)).body.items).toHaveLength(2)
  })

  test('remembers for the organization how columns of the same names were matched', async () => {
    const file = 'Alpha,Beta\nAda,ada@remember.example\n'
    const first = await upload(agent, file)
    expect(first.body.mapping).toEqual({})
    const mapping = { full_name: 0, email: 1 }
    await app.send(agent, 'POST', `/contacts/imports/${first.body.id}/check`, { mapping })
    expect((await upload(colleague, file)).body.mapping).toEqual(mapping)
    expect((await upload(stranger, file)).body.mapping).toEqual({})
  })

  test('names errors by row and column, and leaves those rows out or stops', async () => {
    const file =
      'Name,Email,Phone,Birthday\nGood One,good@errors.example,,\nBad Mail,nope,,\nBad Phone,,12,\nBad Day,,,someday\n,,,\n'
    const skipping = await checked(agent, file)
    expect(skipping).toMatchObject({ state: 'checked', created_count: 1, error_count: 3 })
    expect(skipping.errors).toEqual([
      { row: 2, column: 'Email', reason: 'This is not an email address.' },
      { row: 3, column: 'Phone', reason: '“12” is not a phone number.' },
      { row: 4, column: 'Birthday', reason: '“someday” is not a date.' },
    ])
    const stopping = await checked(agent, file, { on_error: 'stop' })
    const refused = await app.send(agent, 'POST', `/contacts/imports/${stopping.id}/run`)
    expect(refused).toMatchObject({
      status: 422,
      body: { detail: expect.stringContaining('Some rows have errors') },
    })
    await app.send(agent, 'POST', `/contacts/imports/${skipping.id}/run`)
    await app.runJobs()
    expect(await listed('errors.example')).toHaveLength(1)
  })

  test('keeps the first 200 errors and counts all', async () => {
    const rows = Array.from({ length: 700 }, (_, n) => `Person ${n},bad ${n}`).join('\n')
    const body = await checked(agent, `Name,Email\n${rows}`)
    expect(body.error_count).toBe(700)
    expect(body.errors).toHaveLength(200)
  })

  test('skips contacts that are there already, adds them anyway, or fills what they lack', async () => {
    const mine = await add({
      first_name: 'Dora',
      last_name: 'Double',
      emails: [{ email: 'dora@double.example' }],
    })
    const file =
      'First Name,Last Name,Email,Phone,Company\nDora,Double,DORA@double.example,415 555 0199,Double Homes\nNew,Double,new@double.example,,\nNew,Double,new@double.example,,Later\n'
    const skipped = await checked(agent, file)
    expect(skipped).toMatchObject({ created_count: 1, skipped_count: 2 })
    expect(skipped.duplicates).toEqual([
      { row: 1, name: 'Dora Double', reason: 'Same email address and a similar name', contact_id: mine.id },
      { row: 3, name: 'New Double', reason: 'Same email address and a similar name', contact_id: null },
    ])
    expect(await checked(agent, file, { on_duplicate: 'add' })).toMatchObject({
      created_count: 3,
      skipped_count: 0,
    })
    const filled = await imported(agent, file, { on_duplicate: 'fill' })
    expect(filled).toMatchObject({ state: 'done', created_count: 1, filled_count: 2 })
    expect(await full(mine.id)).toMatchObject({
      company: 'Double Homes',
      phones: [{ number: '+14155550199' }],
    })
    expect(await listed('new double')).toMatchObject([{ company: 'Later' }])

    expect(await undone(agent, filled.id)).toMatchObject({ state: 'undone', removed_count: 1, kept_count: 0 })
    expect(await full(mine.id)).toMatchObject({ company: null, phones: [], display_name: 'Dora Double' })
  })

  test('does not match contacts that the person does not see', async () => {
    await app.send(colleague, 'POST', '/contacts', {
      ...{ display_name: 'Secret', visibility: 'private', emails: [{ email: 'secret@hidden.example' }] },
    })
    const file = 'Name,Email\nSecret,secret@hidden.example\n'
    expect(await checked(agent, file)).toMatchObject({ created_count: 1, skipped_count: 0, duplicates: [] })
    expect(await checked(colleague, file)).toMatchObject({ created_count: 0, skipped_count: 1 })
  })

  test('is undone but for what was changed, talked to or related since', async () => {
    const names = ['Keep One', 'Keep Two', 'Keep Three', 'Gone One', 'Gone Two']
    const done = await imported(agent, `Name\n${names.join('\n')}\n`)
    const of = async (name: string) => (await listed(name))[0]
    const [one, two, three] = [await of('Keep One'), await of('Keep Two'), await of('Keep Three')]
    await change(one.id, one.version, { company: 'Changed' })
    const call = { kind: 'call', summary: 'Talked.', happened_at: '2026-03-02T17:00:00.000Z' }
    await app.send(agent, 'POST', `/contacts/${two.id}/interactions`, call)
    const friend = await add({ display_name: 'Friend' })
    const related = { relation: 'spouse', other_contact_id: friend.id }
    await app.send(agent, 'POST', `/contacts/${three.id}/relationships`, related)
    expect(await undone(agent, done.id)).toMatchObject({ state: 'undone', removed_count: 2, kept_count: 3 })
    expect(await listed('Gone')).toHaveLength(0)
    expect((await app.send(agent, 'POST', `/contacts/imports/${done.id}/undo`)).status).toBe(409)
  })

  test('is run once, and in the order of its steps', async () => {
    const { body } = await upload(agent, 'Name\nOnce Only\n')
    expect((await app.send(agent, 'POST', `/contacts/imports/${body.id}/run`)).status).toBe(409)
    const { id } = await imported(agent, 'Name\nOnce Only\n')
    for (const step of ['run', 'check'])
      expect(
        (
          await app.send(
            agent,
            'POST',
            `/contacts/imports/${id}/${step}`,
            step === 'check' ? { mapping: { full_name: 0 } } : undefined,
          )
        ).status,
      ).toBe(409)
    expect(await listed('Once Only')).toHaveLength(1)
  })

  test('needs a column that names a contact, and columns that the file has', async () => {
    const { body } = await upload(agent, 'Name,Notes\nA,B\n')
    const check = (mapping: object) =>
      app.send(agent, 'POST', `/contacts/imports/${body.id}/check`, { mapping })
    expect((await check({ notes: 1 })).status).toBe(400)
    expect((await check({ full_name: 9 })).status).toBe(400)
    expect((await check({ nothing: 0 })).status).toBe(400)
  })

  test('is seen and steered by the person who made it and administrators, and by no one else', async () => {
    const { id } = await checked(agent, 'Name\nMine Alone\n')
    for (const other of [colleague, stranger]) {
      expect((await app.send(other, 'GET', `/contacts/imports/${id}`)).status).toBe(404)
      for (const step of ['run', 'undo'])
        expect((await app.send(other, 'POST', `/contacts/imports/${id}/${step}`)).status).toBe(404)
      const mapping = { full_name: 0 }
      expect((await app.send(other, 'POST', `/contacts/imports/${id}/check`, { mapping })).status).toBe(404)
      const { items } = (await app.send(other, 'GET', '/contacts/imports?limit=200')).body
      expect(items.map((one: { id: string }) => one.id)).not.toContain(id)
    }
    expect((await upload(viewer, 'Name\nX\n')).status).toBe(403)
    expect((await app.send(viewer, 'GET', '/contacts/imports')).status).toBe(403)
  })
})

describe('a worker that dies in the middle', () => {
  test('is followed by one that goes on where it was, without importing a row twice', async () => {
    const rows = Array.from({ length: 1_300 }, (_, n) => `Steady ${n},steady${n}@resume.example`).join('\n')
    const { id } = await checked(agent, `Name,Email\n${rows}`)
    await app.send(agent, 'POST', `/contacts/imports/${id}/run`)
    await app.asOwner(
      `create function break_here() returns trigger language plpgsql as $$
         begin if new.display_name = 'Steady 700' then raise exception 'the worker dies'; end if; return new; end $$`,
      'create trigger break_here before insert on contacts for each row execute function break_here()',
    )
    await expect(app.runJobs()).rejects.toThrow('the worker dies')
    expect(await get(agent, id)).toMatchObject({ state: 'running', done_count: 500, created_count: 500 })
    await app.asOwner(
      'drop trigger break_here on contacts',
      'update graphile_worker._private_jobs set run_at = now(), last_error = null',
    )
    await app.runJobs()
    const after = await get(agent, id)
    expect(after).toMatchObject({ state: 'done', done_count: 1_300, created_count: 1_300 })
    const { count } = (await app.send(agent, 'GET', `/contacts/count?import_id=${id}`)).body
    expect(count).toBe(1_300)
  })
})

test('a file that was uploaded and never imported is removed after a week', async () => {
  const { body } = await upload(agent, 'Name\nForgotten\n')
  await app.asOwner("update imports set created_at = now() - interval '8 days'")
  await runCron(app, 'contacts.remove_forgotten_imports')
  const kept = await Array.fromAsync(app.infra().files.list('contact-imports/'))
  expect(kept).toEqual([])
  const again = await app.send(agent, 'POST', `/contacts/imports/${body.id}/check`, {
    mapping: { full_name: 0 },
  })
  expect(again.status).toBe(409)
})
