import { beforeAll, describe, expect, test } from 'vitest'
import { load } from '#app/load.ts'
import { LOAD_PASSWORD } from '#domains/identity/load.ts'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
const SIZE = { scale: 0.002, one_organization: false }
const print = () => {}

beforeAll(() => load(app.infra(), app.url(), SIZE, print))

/** A loaded person, signed in with the password that the command names. */
async function signIn(n: number): Promise<TestPerson> {
  const email = `person-${n}@load.example`
  const { status, body } = await app.send(null, 'POST', '/auth/sign-in', { email, password: LOAD_PASSWORD })
  expect(status, JSON.stringify(body)).toBe(200)
  const { organization_id, role } = body.organizations[0]
  return { user_id: body.user.id, organization_id, email, role, token: body.access_token }
}

const counts = async () => {
  const rows = await app.query(`select (select count(*) from organizations)::int as organizations,
    (select count(*) from users)::int as users, (select count(*) from documents)::int as documents,
    (select count(*) from document_access_logs)::int as accesses,
    (select count(*) from document_access_logs_default)::int as misplaced,
    (select count(*) from document_pages)::int as pages, (select count(*) from document_terms)::int as terms`)
  return rows[0]
}

describe('loaded data', () => {
  test('has the requested size, in the partitions of its time', async () => {
    expect(await counts()).toMatchObject({
      organizations: 2,
      users: 20,
      documents: 200,
      accesses: 2000,
      misplaced: 0,
      pages: expect.any(Number),
      terms: expect.any(Number),
    })
  })

  test('has exchanges whose deadlines follow from their transfers and whose ledgers tie', async () => {
    const [one] = await app.query(`select (select count(*) from exchanges)::int as exchanges,
      (select count(*) from exchanges where identification_deadline <> clock_start + 45)::int as wrong,
      (select count(*) from (select entry_id from ledger_postings group by entry_id having sum(amount) <> 0) u)::int as untied`)
    expect(one).toMatchObject({ wrong: 0, untied: 0 })
    expect(one?.exchanges).toBeGreaterThan(3)
  })

  test('is seen by its owners, and by no other organization', async () => {
    const [owner, other] = [await signIn(1), await signIn(20)]
    expect(owner.organization_id).not.toBe(other.organization_id)
    const mine = await app.send(owner, 'GET', '/documents?limit=5')
    const theirs = await app.send(other, 'GET', '/documents?limit=5')
    expect(mine.body.items).toHaveLength(5)
    expect(theirs.body.items).toHaveLength(5)
    for (const { id } of mine.body.items) {
      expect((await app.send(owner, 'GET', `/documents/${id}`)).status).toBe(200)
      expect((await app.send(other, 'GET', `/documents/${id}`)).status).toBe(404)
    }
  })

  test('is found by its words, with facets that add up, and by a misspelled word', async () => {
    const owner = await signIn(1)
    const { body } = await app.send(owner, 'GET', '/documents?q=property&sort=newest&facets=true')
    expect(body.items[0].highlights[0].parts).toContainEqual({
      text: expect.stringMatching(/propert/i),
      hit: true,
    })
    const types = body.facets.document_type as { count: number }[]
    expect(types.reduce((sum, { count }) => sum + count, 0)).toBe(body.total)
    expect((await app.send(owner, 'GET', '/documents?q=proprety')).body.corrected_query).toBe('property')
  })

  test('is about properties with several documents each, by which lists are grouped and narrowed', async () => {
    const owner = await signIn(1)
    const { facets } = (await app.send(owner, 'GET', '/documents?facets=true&limit=1')).body
    const [largest] = facets.property as { value: string; count: number }[]
    expect(largest?.count).toBeGreaterThan(1)
    expect(largest?.value).toMatch(/^\d+ .+, .+, [A-Z]{2} \d{5}$/)
    const street = encodeURIComponent(largest?.value.split(',')[0] ?? '')
    const { body } = await app.send(owner, 'GET', `/documents?property=${street}&facets=true`)
    expect(body.total).toBeGreaterThanOrEqual(largest?.count ?? 0)
  })

  test('has a file that says what it is', async () => {
    const owner = await signIn(1)
    const { id } = (await app.send(owner, 'GET', '/documents?limit=1')).body.items[0]
    const { status, raw } = await app.send(owner, 'GET', `/documents/${id}/content`)
    expect(status).toBe(200)
    expect(raw.subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('is not loaded twice', async () => {
    const before = await counts()
    await expect(load(app.infra(), app.url(), SIZE, print)).rejects.toMatchObject({ code: 'refused' })
    expect(await counts()).toEqual(before)
  })
})
