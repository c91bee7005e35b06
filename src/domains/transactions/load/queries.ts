import { sql } from 'kysely'
import type { Tx } from '#infra/postgres/transactions.ts'

/** Two parties for each deal, from the contacts of its organization, one after the other. Worker only. */
export async function insertParties(tx: Tx, organization_ids: string[]): Promise<void> {
  await sql`
    with people as (
      select organization_id, id, row_number() over (partition by organization_id order by id) - 1 as place
        from contacts where organization_id = any(${organization_ids}::uuid[])
    ), counted as (
      select organization_id, count(*) as many from people group by organization_id
    ), deals as (
      select t.organization_id, t.id, t.created_by, c.many,
             row_number() over (partition by t.organization_id order by t.id) - 1 as place
        from transactions t join counted c on c.organization_id = t.organization_id
       where t.organization_id = any(${organization_ids}::uuid[])
    )
    insert into transaction_parties (organization_id, transaction_id, contact_id, role, side, created_by)
    select d.organization_id, d.id, p.id, r.role, r.side, d.created_by
      from deals d
     cross join (values (0, 'seller', 'listing'), (1, 'buyer', 'selling')) r(turn, role, side)
      join people p on p.organization_id = d.organization_id and p.place = (d.place * 2 + r.turn) % d.many`.execute(
    tx,
  )
}
