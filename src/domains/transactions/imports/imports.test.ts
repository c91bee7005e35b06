import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { importsOf } from '#testing/import-files.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
const { upload, checked, imported, undone } = importsOf(app, '/transactions/imports')
let owner: TestPerson
let coordinator: TestPerson
let agent: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  owner = await app.newPerson('owner')
  coordinator = await app.newPerson('coordinator', owner)
  agent = await app.newPerson('agent', owner)
  stranger = await app.newPerson('owner')
})

const dealsOf = async (person: TestPerson, q: string) =>
  (await app.send(person, 'GET', `/transactions?q=${encodeURIComponent(q)}`)).body.items
const detail = async (person: TestPerson, id: string) =>
  (await app.send(person, 'GET', `/transactions/${id}`)).body
const count = async (table: string) =>
  (
    await app.query(
      `select count(*)::int as count from ${table} where organization_id = '${owner.organization_id}'`,
    )
  )[0]?.count

describe('an import of deals', () => {
  test('says what a file has, checks it without creating anything, and imports what was checked', async () => {
    const file = [
      'Number,Type,Status,Street,City,State,ZIP code,Year built,List price,Sale price,Commission rate,Contract date,Closing date,Listing agent,Seller,Seller’s email,Buyer,MLS number,Notes',
      `OLD-1,Sale,Under contract,12 Harbor St,Austin,TX,78701,1985,"$845,000","$832,500.00",5%,3/2/2026,4/15/2026,${agent.email},Sam Seller,sam@seller.example,Bo Buyer;Bea Buyer,MLS-77,Key at the office`,
    ].join('\n')
    const before = await count('transactions')
    const found = await checked(coordinator, file)
    expect(found).toMatchObject({ state: 'checked', created_count: 1, error_count: 0, errors: [] })
    expect(await count('transactions')).toBe(before)
    const done = await imported(coordinator, file)
    expect(done).toMatchObject({ state: 'done', created_count: 1 })
    const [row] = await dealsOf(coordinator, 'OLD-1')
    expect(row.client_names.toSorted()).toEqual(['Bea Buyer', 'Bo Buyer', 'Sam Seller'])
    expect(await detail(coordinator, row.id)).toMatchObject({
      ...{
        transaction_number: 'OLD-1',
        list_price: '845000.00',
        sale_price: '832500.00',
        commission_rate: 0.05,
      },
      ...{ contract_date: '2026-03-02', closing_date: '2026-04-15', listing_agent_id: agent.user_id },
      ...{ custom_fields: { 'MLS number': 'MLS-77' }, notes: 'Key at the office', side: 'listing' },
      property: { address: '12 Harbor St, Austin, TX 78701', year_built: 1985 },
    })
    const { body: sam } = await app.send(coordinator, 'GET', '/contacts?q=sam@seller.example')
    expect(sam.items).toMatchObject([{ display_name: 'Sam Seller' }])
    const { body: note } = await app.send(agent, 'GET', '/notifications')
    expect(note.items).toEqual([])
  })

  test('names errors by row and column, and leaves those rows out or stops', async () => {
    const file = [
      'Type,Status,Address,Contract date,Closing date,Sale price,Listing agent,Seller,Seller email',
      'Sale,Under contract,"1 Error Way, Austin, TX 78701",,,,,,',
      'Sale,Closed,"2 Error Way, Austin, TX 78701",,,,,,',
      'Sale,Closed,"3 Error Way, Austin, TX 78701",,1/5/2199,,,,',
      'Sale,Frozen,"4 Error Way, Austin, TX 78701",,,,,,',
      'Barter,,"5 Error Way, Austin, TX 78701",,,,,,',
      'Sale,Active,,,,,,,',
      'Sale,Active,"7 Error Way, Austin, TX 78701",,soon,much,Nobody Known,Ann,ann(at)x',
      'Sale,Active,"8 Error Way, Austin, TX 78701",,,,,,',
    ].join('\n')
    const found = await checked(coordinator, file)
    expect(found).toMatchObject({ created_count: 1, error_count: 7 })
    const said = found.errors.map(
      ({ row, column, reason }: { row: number; column: string; reason: string }) =>
        `${row} ${column}: ${reason}`,
    )
    expect(said).toEqual(
      expect.arrayContaining([
        '1 Contract date: A deal under contract needs the day of its contract.',
        '2 : A closed deal needs the day on which it closed.',
        '3 Closing date: A closed deal can’t close on 2199-01-05, which has not come.',
        '4 Status: “Frozen” is not a status, such as active, under contract or closed.',
        '5 Type: “Barter” is not a type of deal, such as sale, purchase or lease.',
        '6 Address: There is no address.',
        '7 Closing date: “soon” is not a date.',
        '7 Sale price: “much” is not an amount in dollars.',
        '7 Listing agent: “Nobody Known” is not a member of your organization. Invite them first, or leave out agents who aren’t members.',
        '7 Seller email: “ann(at)x” is not an email address.',
      ]),
    )
    const stopped = await checked(coordinator, file, { on_error: 'stop' })
    const run = await app.send(coordinator, 'POST', `/transactions/imports/${stopped.id}/run`)
    expect(run.status).toBe(422)
    const without = 'Type,Address,Listing agent\nSale,"9 Error Way, Austin, TX 78701",Nobody Known\n'
    expect(await checked(coordinator, without, { on_unknown_agent: 'leave_out' })).toMatchObject({
      error_count: 0,
    })
    const { body } = await upload(coordinator, 'Type,Price\nSale,1\n')
    const check = { mapping: { transaction_type: 0 } }
    expect(
      (await app.send(coordinator, 'POST', `/transactions/imports/${body.id}/check`, check)).status,
    ).toBe(400)
  })

  test('knows a property by its address, and a deal by its number or its property, type and date', async () => {
    const first =
      'Number,Type,Status,Address,Closing date\nSAME-1,Sale,Closed,"40 Twin Street, Unit 2, Austin, TX 78701",2024-05-02\n'
    await imported(coordinator, first)
    const properties = await count('properties')
    const again = [
      'Number,Type,Status,Address,Closing date',
      'SAME-1,Purchase,Closed,"41 Twin Street, Austin, TX 78701",2024-06-02',
      'SAME-2,Sale,Closed,"40 TWIN ST #2, Austin, TX",5/2/2024',
      'SAME-3,Sale,Closed,"40 Twin St., Apt 2, Austin, TX",2025-08-01',
      'SAME-4,Sale,Closed,"40 Twin St., Apt 2, Austin, TX 78701",2025-08-01',
    ].join('\n')
    const done = await imported(coordinator, again)
    expect(done).toMatchObject({ created_count: 1, skipped_count: 3 })
    const reasons = done.duplicates.map(({ row, reason }: { row: number; reason: string }) => [row, reason])
    expect(reasons).toEqual([
      [1, 'Same number'],
      [2, 'Same property, type and date'],
      [4, 'Same property, type and date'],
    ])
    expect(await count('properties')).toBe(properties)
    const added = await imported(coordinator, first, { on_duplicate: 'add' })
    expect(added).toMatchObject({ created_count: 1, skipped_count: 0 })
    expect(await dealsOf(coordinator, 'twin street')).toHaveLength(3)
  })

  test('brings closed deals as history, without the documents that an open deal needs', async () => {
    const file = [
      'Type,Status,Address,Closed on,Sale price,Gross commission',
      'Sale,Closed,"50 Past Road, Austin, TX 78701",2023-02-03,300000,15000',
      'Sale,Active,"51 Past Road, Austin, TX 78701",,,',
      'Sale,Canceled,"52 Past Road, Austin, TX 78701",,,',
    ].join('\n')
    const rule = { name: 'Survey', requirement: 'required', when: { all: [] }, reason: 'Every deal has it' }
    await app.send(owner, 'POST', '/requirement-rules', rule)
    await imported(coordinator, file)
    const deals = await dealsOf(coordinator, 'past road')
    const needed = new Map<string, number>()
    for (const { id, stage } of deals)
      needed.set(stage, (await app.send(owner, 'GET', `/transactions/${id}/requirements`)).body.items.length)
    expect(Object.fromEntries(needed)).toEqual({ closed: 0, listed: 1, cancelled: 0 })
    const closed = deals.find(({ stage }: { stage: string }) => stage === 'closed')
    expect(await detail(owner, closed.id)).toMatchObject({
      closed_on: '2023-02-03',
      commission_amount: '15000.00',
    })
  })

  test('is undone but for what was changed since, with the properties and contacts that nothing else uses', async () => {
    const file = [
      'Number,Type,Address,Seller,Seller email',
      'UNDO-1,Sale,"60 Undo Road, Austin, TX 78701",Una Undone,una@undo.example',
      'UNDO-2,Sale,"61 Undo Road, Austin, TX 78701",Ken Kept,ken@undo.example',
    ].join('\n')
    const before = [await count('transactions'), await count('properties')]
    const { id } = await imported(coordinator, file)
    const [kept] = await dealsOf(coordinator, 'UNDO-2')
    const change = { notes: 'We are working on it.' }
    await app.send(coordinator, 'PATCH', `/transactions/${kept.id}`, change, {
      'if-match': `"${kept.version}"`,
    })
    expect(await undone(coordinator, id)).toMatchObject({ state: 'undone', removed_count: 1, kept_count: 1 })
    expect([await count('transactions'), await count('properties')]).toEqual(before.map((n) => Number(n) + 1))
    const people = (await app.send(coordinator, 'GET', '/contacts?q=undo.example')).body.items
    expect(people.map(({ display_name }: { display_name: string }) => display_name)).toEqual(['Ken Kept'])
    expect((await app.send(coordinator, 'POST', `/transactions/imports/${id}/undo`)).status).toBe(409)
  })

  test('is undone beside a private deal that uses what it brought, which stays', async () => {
    const file =
      'Number,Type,Address,Seller,Seller email\nUSED-1,Sale,"80 Used Road, Austin, TX 78701",Ulla Used,ulla@used.example\n'
    const { id } = await imported(coordinator, file)
    const [deal] = await dealsOf(agent, 'USED-1')
    const [seller] = (await app.send(agent, 'GET', '/contacts?q=ulla@used.example')).body.items
    const mine = await app.send(agent, 'POST', '/transactions', {
      ...{ transaction_type: 'lease', side: 'listing', visibility: 'private', property_id: deal.property_id },
      parties: [{ contact_id: seller.id, role: 'landlord' }],
    })
    expect((await app.send(coordinator, 'GET', `/transactions/${mine.body.id}`)).status).toBe(404)
    expect(await undone(coordinator, id)).toMatchObject({ state: 'undone', removed_count: 1 })
    expect(await detail(agent, mine.body.id)).toMatchObject({ property_id: deal.property_id })
    const people = (await app.send(agent, 'GET', '/contacts?q=ulla@used.example')).body.items
    expect(people).toHaveLength(1)
  })

  test('is made by no agent and seen by no stranger', async () => {
    const { body } = await upload(coordinator, 'Type,Address\nSale,70 Own Road\n')
    expect((await upload(agent, 'Type,Address\nSale,70 Own Road\n')).status).toBe(403)
    const path = `/transactions/imports/${body.id}`
    expect((await app.send(stranger, 'GET', path)).status).toBe(404)
    expect((await app.send(stranger, 'POST', `${path}/check`, { mapping: { address: 1 } })).status).toBe(404)
    expect((await app.send(stranger, 'POST', `${path}/run`)).status).toBe(404)
    expect((await app.send(stranger, 'POST', `${path}/undo`)).status).toBe(404)
    expect((await app.send(stranger, 'GET', '/transactions/imports')).body.items).toEqual([])
    expect((await app.send(coordinator, 'GET', `/contacts/imports/${body.id}`)).status).toBe(404)
  })

  test('whose worker died is gone on with where it was, and no row is imported twice', async () => {
    const rows = Array.from({ length: 1_200 }, (_, n) => `Sale,${n + 1} Worker Road,Austin`)
    const found = await checked(coordinator, `Type,Street,City\n${rows.join('\n')}\n`)
    await app.asOwner(
      `create function break_deals() returns trigger language plpgsql as $$ begin
         if new.address_line1 like '900 Worker%' then raise exception 'the worker dies'; end if; return new; end $$`,
      'create trigger break_here before insert on properties for each row execute function break_deals()',
    )
    await app.send(coordinator, 'POST', `/transactions/imports/${found.id}/run`)
    await expect(app.runJobs()).rejects.toThrow('the worker dies')
    await app.asOwner(
      'drop trigger break_here on properties',
      'update graphile_worker._private_jobs set run_at = now(), last_error = null',
    )
    await app.runJobs()
    const { body } = await app.send(coordinator, 'GET', `/transactions/imports/${found.id}`)
    expect(body).toMatchObject({ state: 'done', done_count: 1_200, created_count: 1_200 })
    const { count: all } = (await app.send(coordinator, 'GET', '/transactions/count?q=worker')).body
    expect(all).toBe(1_200)
  }, 120_000)
})
