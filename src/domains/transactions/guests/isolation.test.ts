import { beforeAll, describe, expect, test } from 'vitest'
import { findGuestLink, type GuestLink } from '#domains/transactions/guests/queries.ts'
import { withActor, withIdentity } from '#infra/postgres/transactions.ts'
import { hashToken } from '#infra/secrets.ts'
import { NOWHERE } from '#lib/actor.ts'
import { between, pick, random } from '#lib/random.ts'
import { testApp } from '#testing/app.ts'
import { query } from '#testing/databases.ts'
import { guestsOf } from '#testing/guests.ts'
import type { TestPerson } from '#testing/people.ts'
import { guestActor } from './guest-deal.ts'

const app = testApp({ RATE_LIMIT_PER_ADDRESS: '1000000' })
let agent: TestPerson

beforeAll(async () => {
  agent = await app.newPerson('agent')
})

const { post, get, newDeal, newParty, newDocument, invite, page } = guestsOf(app, () => agent)

describe('over random deals, parties and documents', () => {
  type Known = {
    link: GuestLink
    token: string
    deal: string
    party: string
    email: string
    titles: string[]
  }
  let known: Known[] = []

  beforeAll(async () => {
    const next = random(31)
    const deals = [
      await newDeal(),
      await newDeal({ visibility: 'private' }),
      await newDeal(),
      await newDeal(),
    ]
    const guests: Omit<Known, 'link' | 'titles'>[] = []
    for (let n = 0; n < 8; n++) {
      const deal = pick(next, deals)
      const role = pick(next, ['seller', 'buyer', 'tenant'])
      const party = await newParty(deal, `Guest Number${n}`, role)
      guests.push({
        deal,
        party,
        token: (await invite(deal, party)).token,
        email: `guest.number${n}@example.com`,
      })
    }
    const titles = new Map<string, string[]>()
    for (let n = 0; n < 24; n++) {
      const deal = pick(next, deals)
      const id = await newDocument(deal, `Paper ${n}`)
      const to = pick(next, guests)
      if (between(next, 1, 4) === 1) continue
      await post(`/documents/${id}/shares`, { email: to.email, access_type: 'view' })
      if (to.deal === deal) titles.set(to.token, [...(titles.get(to.token) ?? []), `Paper ${n}`])
    }
    known = await Promise.all(
      guests.map(async (guest) => {
        const link = await withIdentity(app.infra().db, NOWHERE, (tx) =>
          findGuestLink(tx, hashToken(guest.token)),
        )
        if (!link) throw new Error('A guest has no link.')
        return { ...guest, link, titles: titles.get(guest.token) ?? [] }
      }),
    )
  })

  test('every client sees exactly their own deal and the documents shared with them', async () => {
    for (const { token, deal, titles } of known) {
      const { body } = await page(token)
      const { transaction_number } = (await get(`/transactions/${deal}`)).body
      expect(body.transaction_number).toBe(transaction_number)
      expect(body.documents.map(({ title }: { title: string }) => title).toSorted()).toEqual(
        titles.toSorted(),
      )
    }
  })

  test('the database shows a client nothing else, in any table, and lets them change nothing', async () => {
    const tables = await query(
      app.url(),
      `select distinct table_name as name from information_schema.columns c join pg_class r on r.relname = c.table_name
        where c.table_schema = 'public' and column_name = 'organization_id' and r.relkind in ('r', 'p') order by 1`,
    )
    const allowed = [
      'properties',
      'transaction_dates',
      'transaction_documents',
      'transaction_guests',
      'transaction_parties',
      'transaction_requests',
      'transactions',
    ]
    for (const { link, deal, party } of known.slice(0, 3)) {
      const actor = guestActor(link, NOWHERE)
      const rows = (text: string) =>
        withActor(
          app.infra().db,
          actor,
          async (tx) =>
            (await tx.executeQuery({ sql: text, parameters: [] } as never)).rows as Record<string, unknown>[],
        )
      for (const { name } of tables as { name: string }[]) {
        const seen = await rows(`select * from ${name}`).catch((error: Error & { code?: string }) => {
          expect(error.code, name).toBe('42501')
          return []
        })
        if (!allowed.includes(name)) expect([name, seen]).toEqual([name, []])
      }
      expect((await rows('select id from transactions')).map(({ id }) => id)).toEqual([deal])
      expect((await rows('select id from transaction_parties')).map(({ id }) => id)).toEqual([party])
      expect((await rows('select id from transaction_guests')).map(({ id }) => id)).toEqual([link.id])
      expect(await rows('select id from properties')).toHaveLength(1)
      for (const table of allowed.filter((name) => name !== 'transaction_guests'))
        expect(
          await rows(`update ${table} set organization_id = organization_id returning 1`),
          table,
        ).toEqual([])
    }
  })
})
