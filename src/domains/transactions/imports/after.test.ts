import { beforeAll, describe, expect, test } from 'vitest'
import { identifyMember } from '#domains/identity/identify.ts'
import { withActor } from '#infra/postgres/transactions.ts'
import { NOWHERE } from '#lib/actor.ts'
import { testApp } from '#testing/app.ts'
import { form } from '#testing/files.ts'
import { importsOf } from '#testing/import-files.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
const deals = importsOf(app, '/transactions/imports')
const contacts = importsOf(app)
let owner: TestPerson
let coordinator: TestPerson
let colleague: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  owner = await app.newPerson('owner')
  coordinator = await app.newPerson('coordinator', owner)
  colleague = await app.newPerson('coordinator', owner)
  stranger = await app.newPerson('owner')
})

const noticesOf = async (person: TestPerson) => {
  await app.readFeed()
  return (await app.send(person, 'GET', '/notifications')).body.items as {
    sentence: string
    subject_type: string
    subject_id: string
  }[]
}

describe('the end of an import', () => {
  test('is announced to the person who began it, with its counts, and to no one else', async () => {
    const people = await contacts.imported(
      coordinator,
      'Name,Email\nNoa Notice,noa@notice.example\nNoa Notice,noa@notice.example\nOle Notice,nope\n',
    )
    const done = await deals.imported(coordinator, 'Address,Type\n"1 Notice St, Austin, TX 78701",Sale\n')
    expect(await noticesOf(coordinator)).toMatchObject([
      {
        sentence: 'Import of contacts.csv is done: 1 deal added',
        ...{ subject_type: 'transaction_import', subject_id: done.id },
      },
      {
        sentence: 'Import of contacts.csv is done: 1 contact added, 1 duplicate, 1 row with errors',
        ...{ subject_type: 'contact_import', subject_id: people.id },
      },
    ])
    for (const other of [owner, colleague, stranger]) expect(await noticesOf(other)).toEqual([])
  })

  test('is announced also when it failed, with the reason', async () => {
    const leaving = await app.newPerson('coordinator', owner)
    const { id } = await contacts.checked(leaving, 'Name\nPia Notice\n')
    await app.send(leaving, 'POST', `/contacts/imports/${id}/run`)
    await app.asOwner(
      `create function fail_here() returns trigger language plpgsql as $$
         begin if new.display_name = 'Pia Notice' then raise exception 'no' using errcode = '23514'; end if; return new; end $$`,
      'create trigger fail_here before insert on contacts for each row execute function fail_here()',
      `update graphile_worker._private_jobs set max_attempts = 1`,
    )
    await app.runJobs().catch(() => undefined)
    await app.asOwner(
      'drop trigger fail_here on contacts',
      'delete from graphile_worker._private_jobs where last_error is not null',
    )
    expect(await contacts.get(leaving, id)).toMatchObject({ state: 'failed' })
    expect(await noticesOf(leaving)).toMatchObject([
      { sentence: expect.stringMatching(/^Import of contacts\.csv failed: /), subject_id: id },
    ])
  })
})

describe('imported deals', () => {
  test('are matched with the documents that are there, as deals are that someone types', async () => {
    const text = [
      'RESIDENTIAL PURCHASE AGREEMENT AND JOINT ESCROW INSTRUCTIONS',
      'Date Prepared: March 3, 2026',
      'This is an offer from Maria Gonzalez ("Buyer").',
      'The real property to be acquired is 742 Evergreen Terrace, Portland, OR 97201.',
      'The purchase price offered is $485,000.00.',
      'Close of escrow shall occur on April 17, 2026.',
      'Seller: Thomas Whitfield. Buyer shall obtain a loan of $388,000.00.',
    ].join('\n')
    const { payload, headers } = form(Buffer.from(text), 'agreement.txt', { visibility: 'agency' })
    const { body: document } = await app.send(coordinator, 'POST', '/documents', payload, headers)
    await app.runJobs()
    await deals.imported(
      coordinator,
      'Street,City,State,ZIP code,Type,Buyer,Contract date\n742 Evergreen Terrace,Portland,OR,97201,Purchase,Maria Gonzalez,2026-03-03\n',
    )
    const query = `document_id=${document.id}`
    const { body } = await app.send(coordinator, 'GET', `/transaction-proposals?${query}`)
    expect(body.items).toMatchObject([{ address: '742 Evergreen Terrace, Portland, OR 97201' }])
    expect((await app.send(stranger, 'GET', `/transaction-proposals?${query}`)).body.items ?? []).toEqual([])
  })

  test('can’t name a former member as their agent', async () => {
    const former = await app.newPerson('agent', owner)
    const file = `Address,Type,Listing agent\n"8 Former Rd, Austin, TX 78701",Sale,${former.email}\n`
    expect(await deals.checked(coordinator, file)).toMatchObject({ created_count: 1, error_count: 0 })
    await app.asOwner(
      `update organization_members set status = 'inactive' where user_id = '${former.user_id}'
         and organization_id = '${owner.organization_id}'`,
    )
    expect(await deals.checked(coordinator, file)).toMatchObject({
      created_count: 0,
      errors: [
        { column: 'Listing agent', reason: expect.stringContaining('is not a member of your organization') },
      ],
    })
  })

  test('leave the database only while their import is being undone', async () => {
    const { id } = await deals.imported(coordinator, 'Address,Type\n"9 Firm St, Austin, TX 78701",Sale\n')
    const { organization_id, user_id } = coordinator
    const actor = await identifyMember(app.infra(), organization_id, user_id, NOWHERE)
    const removed = await withActor(app.infra().db, actor, (tx) =>
      tx
        .deleteFrom('transactions')
        .where('organization_id', '=', organization_id)
        .where('import_id', '=', id)
        .returning('id')
        .execute(),
    )
    expect(removed).toEqual([])
    expect(await deals.undone(coordinator, id)).toMatchObject({ state: 'undone', removed_count: 1 })
  })
})
