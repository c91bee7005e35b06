import { beforeAll, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()
let owner: TestPerson

beforeAll(async () => {
  owner = await app.newPerson('owner')
})

/** Only random tokens, new records, places that the server counts, and rows that are written with `on conflict` have these. */
const NOT_BY_PEOPLE = [
  /_hash_key$/,
  /^(idx_transaction_requests_request|idx_commission_lines_once)$/,
  /^(idx_bank_statements_once|idx_bank_statement_lines_once|idx_ledger_postings_once)$/,
  // The targets of keys that hold what belongs to an exchange to it: they contain the id, and are never violated.
  /^(ledger_entries|disbursements|bank_statements|exchange_accounts)_organization_id_.*_key$|^idx_exchange_properties_exchange$/,
  /^(document_pages|event_seals|notifications|webhook_deliveries|member_settings|document_labels|document_request_items)_/,
]

test('whatever a person can say twice is refused in a sentence of its own', async () => {
  const rows =
    (await app.query(`select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indisunique and not i.indisprimary and c.relnamespace = 'public'::regnamespace`)) as {
      name: string
    }[]
  const names = rows.map(({ name }) => name)
  const { duplicates } = app.infra()
  const silent = names.filter((name) => !duplicates[name] && !NOT_BY_PEOPLE.some((kind) => kind.test(name)))
  expect(silent).toEqual([])
  expect(Object.keys(duplicates).filter((name) => !names.includes(name))).toEqual([])
  for (const { sentence } of Object.values(duplicates)) expect(sentence).toMatch(/^[A-Z].+\.$/)
})

test('a second team of the same name is refused beside its name; another organization’s may have it', async () => {
  const create = (person: TestPerson) => app.send(person, 'POST', '/teams', { name: 'Closings' })
  expect((await create(owner)).status).toBe(201)
  expect(await create(owner)).toMatchObject({
    status: 409,
    body: {
      code: 'conflict',
      detail: 'A team with this name already exists.',
      issues: [{ field: 'name', reason: 'A team with this name already exists.' }],
    },
  })
  expect((await create(await app.newPerson('owner'))).status).toBe(201)
})
