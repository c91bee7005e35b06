import { sql } from 'kysely'
import { z } from 'zod'
import type { Domain } from '#infra/domain.ts'
import { fact, publish } from '#infra/facts/events.ts'
import { serve } from '#infra/http/serve.ts'
import { on } from '#infra/jobs/jobs.ts'
import { withActor } from '#infra/postgres/transactions.ts'
import { contract, page, post } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'

/** A small domain as the next one would be, all in one file: keys that are lent to people who show houses. */
export const LOANED_KEYS_SQL = `
  create table loaned_keys (
    organization_id uuid not null references organizations, id uuid not null default uuidv7(),
    borrower text not null, returned boolean not null default false, lent_by uuid not null,
    primary key (organization_id, id)
  );
  select protect('loaned_keys', '(select app_may(''loaned_keys.see_all'')) or lent_by = (select app_user_id())')`

const LoanedKey = z.object({ id: z.uuid(), borrower: z.string(), returned: z.boolean() })

export const keys = contract(
  { tag: 'loaned keys', about: ['loaned_key'], who: 'loaned_keys.lend' },
  {
    all: page('/loaned-keys', { summary: 'List keys that are out', item: LoanedKey, by: ['id'] }),
    lend: post('/loaned-keys', {
      summary: 'Lend a key',
      takes: z.strictObject({ borrower: z.string().trim().min(1).max(200) }),
      gives: LoanedKey,
      status: 201,
    }),
  },
)

const keyLent = fact('loaned_keys.lent', 'loaned_key', 'Key lent', z.object({ borrower: z.string() }))

export const loanedKeys: Domain = {
  name: 'loaned-keys',
  label: 'Loaned keys',
  permissions: [
    { name: 'loaned_keys.lend', label: 'Lend keys', roles: ['agent'] },
    { name: 'loaned_keys.see_all', label: 'See keys that others lent', roles: [] },
  ],
  facts: [keyLent],
  audiences: [
    {
      subject_type: 'loaned_key',
      permission: 'loaned_keys.lend',
      sees: {
        subjects: sql`loaned_keys`,
        by: (may) => sql<boolean>`${may('loaned_keys.see_all')} or d.lent_by = m.user_id`,
      },
    },
  ],
  routes: [
    async (http, infra) =>
      serve(http, infra, keys, {
        all: ({ actor, page: { after, limit }, read }) =>
          read(async (tx) => {
            const { rows } = await sql<z.infer<typeof LoanedKey>>`
              select id, borrower, returned from loaned_keys
               where organization_id = ${actor.organization_id} and id > ${after ?? '00000000-0000-0000-0000-000000000000'}
               order by id limit ${limit}`.execute(tx)
            return rows
          }),
        lend: ({ actor, body, act }) =>
          act(async (tx) => {
            const { rows } = await sql<z.infer<typeof LoanedKey>>`
              insert into loaned_keys (organization_id, borrower, lent_by)
              values (${actor.organization_id}, ${body.borrower}, ${actor.user_id})
              returning id, borrower, returned`.execute(tx)
            const key = found(rows[0], 'key')
            await publish(tx, actor.organization_id, keyLent, key.id, body)
            return key
          }),
      }),
  ],
  jobs: [
    on(keyLent, 'loaned_keys.remind', (infra, { actor, subject_id }) =>
      withActor(infra.db, actor, async (tx) => {
        await sql`update loaned_keys set borrower = borrower || ' (reminded)'
                   where organization_id = ${actor.organization_id} and id = ${subject_id}`.execute(tx)
      }),
    ),
  ],
}
