import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { importsOf } from '#testing/import-files.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
const { checked, imported, undone } = importsOf(app)
let agent: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  agent = await app.newPerson('agent')
  stranger = await app.newPerson('owner')
})

const listed = async (q: string, person = agent) =>
  (await app.send(person, 'GET', `/contacts?q=${encodeURIComponent(q)}`)).body.items
const full = async (id: string) => (await app.send(agent, 'GET', `/contacts/${id}`)).body
const add = async (contact: object, person = agent) =>
  (await app.send(person, 'POST', '/contacts', contact)).body
const spousesOf = async (id: string): Promise<string[]> =>
  (await app.send(agent, 'GET', `/contacts/${id}/relationships`)).body.items.map(
    ({ other_name, relation }: { other_name: string; relation: string }) => `${relation} ${other_name}`,
  )
const HEAD = 'Name,Email,Spouse,Spouse Email,Spouse Phone\n'

describe('spouses in an import', () => {
  test('are another row of the file, a contact who is there, or a new contact, and are undone with the import', async () => {
    const there = await add({ display_name: 'Uma There', emails: [{ email: 'uma@there.example' }] })
    const file = `${HEAD}Ann Early,ann@spouse.example,Ben Early,ben@spouse.example,
Cal There,cal@spouse.example,Uma There,UMA@there.example,
Dee Alone,dee@spouse.example,Eli Alone,eli@spouse.example,(415) 555-0132
Ben Early,ben@spouse.example,Ann Early,ann@spouse.example,
Flo Single,flo@spouse.example,,,
`
    const check = await checked(agent, file)
    expect(check).toMatchObject({ state: 'checked', created_count: 6, error_count: 0 })
    const done = await imported(agent, file)
    expect(done).toMatchObject({ state: 'done', created_count: 6, done_count: 5 })
    const idOf = async (name: string) => (await listed(name))[0].id
    expect(await listed('Early')).toHaveLength(2)
    expect(await spousesOf(await idOf('Ann Early'))).toEqual(['spouse Ben Early'])
    expect(await spousesOf(await idOf('Ben Early'))).toEqual(['spouse Ann Early'])
    expect(await spousesOf(there.id)).toEqual(['spouse Cal There'])
    expect(await spousesOf(await idOf('Flo Single'))).toEqual([])
    const eli = await full(await idOf('Eli Alone'))
    expect(eli).toMatchObject({ first_name: 'Eli', phones: [{ number: '+14155550132' }] })

    expect(await undone(agent, done.id)).toMatchObject({ state: 'undone', removed_count: 6, kept_count: 0 })
    expect(await spousesOf(there.id)).toEqual([])
    expect(await full(there.id)).toMatchObject({ deleted_at: null })
    expect(await listed('Alone')).toEqual([])
  })

  test('stay when someone worked with them since, and only they', async () => {
    const done = await imported(agent, `${HEAD}Gus Kept,gus@spouse.example,Hal Kept,hal@spouse.example,\n`)
    const [hal] = await listed('Hal Kept')
    const { version, id } = hal
    await app.send(agent, 'PATCH', `/contacts/${id}`, { company: 'Kept' }, { 'if-match': `"${version}"` })
    expect(await undone(agent, done.id)).toMatchObject({ removed_count: 1, kept_count: 1 })
    expect(await spousesOf(id)).toEqual([])
  })

  test('leave a marriage alone that a contact has already', async () => {
    const one = await add({ display_name: 'Ivy Married', emails: [{ email: 'ivy@spouse.example' }] })
    const other = await add({ display_name: 'Jim Married' })
    const related = { relation: 'spouse', other_contact_id: other.id }
    await app.send(agent, 'POST', `/contacts/${one.id}/relationships`, related)
    const file = `${HEAD}Ivy Married,ivy@spouse.example,Someone Else,else@spouse.example,\n`
    const done = await imported(agent, `${file}Kit New,kit@spouse.example,,,\n`, { on_duplicate: 'fill' })
    expect(done).toMatchObject({ state: 'done', created_count: 1 })
    expect(await spousesOf(one.id)).toEqual(['spouse Jim Married'])
    expect(await listed('Someone Else')).toEqual([])
  })

  test('that a household’s address or a repeated name would make of the person are no one', async () => {
    const file = `${HEAD}Lou Same,lou@spouse.example,,lou@spouse.example,\nMia Same,mia@spouse.example,Mia Same,,\n`
    expect(await imported(agent, file)).toMatchObject({ created_count: 2 })
    expect(await listed('Same')).toHaveLength(2)
  })

  test('who can’t be reached that way are an error of their cell', async () => {
    const { errors } = await checked(agent, `${HEAD}Ned Wrong,ned@spouse.example,Oda Wrong,nope,12\n`)
    expect(errors).toEqual([
      { row: 1, column: 'Spouse Email', reason: 'This is not an email address.' },
      { row: 1, column: 'Spouse Phone', reason: '“12” is not a phone number.' },
    ])
  })

  test('are found in one’s own organization only', async () => {
    const secret = await add({ display_name: 'Pam Far', emails: [{ email: 'pam@far.example' }] }, stranger)
    await imported(agent, `${HEAD}Quin Near,quin@spouse.example,Pam Far,pam@far.example,\n`)
    const [mine] = await listed('Pam Far')
    expect(mine.id).not.toBe(secret.id)
    expect((await app.send(stranger, 'GET', `/contacts/${secret.id}/relationships`)).body.items).toEqual([])
  })

  test('are related once, however often a worker begins again', async () => {
    const { id } = await checked(agent, `${HEAD}Rae Again,,Sol Again,,\nTed Again,,Uli Again,,\n`)
    await app.send(agent, 'POST', `/contacts/imports/${id}/run`)
    await app.asOwner(
      `create function break_once() returns trigger language plpgsql as $$
         begin if new.state = 'done' then raise exception 'the worker dies'; end if; return new; end $$`,
      'create trigger break_once before update on imports for each row execute function break_once()',
    )
    await expect(app.runJobs()).rejects.toThrow('the worker dies')
    await app.asOwner(
      'drop trigger break_once on imports',
      'update graphile_worker._private_jobs set run_at = now(), last_error = null',
    )
    await app.runJobs()
    expect(await listed('Again')).toHaveLength(4)
    expect((await app.send(agent, 'GET', `/contacts/imports/${id}`)).body).toMatchObject({ created_count: 4 })
  })
})

describe('other details in an import', () => {
  test('websites and preferred contact methods are read as people write them', async () => {
    const file =
      'Name,Website,Preferred Contact Method\nWeb One,www.one.example,SMS\nWeb Two,http://two.example/about,Phone call\nWeb Three,not a site at all,\nWeb Four,,pigeon\n'
    const done = await imported(agent, file)
    expect(done).toMatchObject({ created_count: 2, error_count: 2 })
    expect(done.errors.map(({ column }: { column: string }) => column)).toEqual([
      'Website',
      'Preferred Contact Method',
    ])
    const [one, two] = await Promise.all((await listed('Web')).map(({ id }: { id: string }) => full(id)))
    expect(one).toMatchObject({ website: 'https://www.one.example', preferred_contact_method: 'text' })
    expect(two).toMatchObject({ website: 'http://two.example/about', preferred_contact_method: 'phone' })
  })
})
