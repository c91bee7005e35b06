import { type RawBuilder, sql } from 'kysely'
import { dealKey, isRejected, statedValues } from '#domains/transactions/proposals/queries.ts'
import { DOCUMENT_FIELDS, isParty } from '#domains/transactions/rules/document-fields.ts'

/** Fields of which a deal has one value. */
const FIELDS = DOCUMENT_FIELDS.filter(({ field }) => !isParty(field))

/** Only these are looked at more closely: asking the policies about every value of every document takes a second. */
const contested = sql`any (array(select c.id from contested_deals(${JSON.stringify(FIELDS)}::jsonb) c))`

/** The deals and fields about which sources disagree: by the same rule as `findDiscrepancies`; a test holds them together. */
export function openDiscrepancies(organization_id: string): RawBuilder<unknown> {
  return sql`
    select g.transaction_id, g.field
      from (
        select v.transaction_id, v.field, array_agg(distinct v.key) as keys
          from (
            select s.transaction_id, s.field, s.key, true as by_document from (${statedValues(organization_id, FIELDS, contested)}) s
             where not ${isRejected(organization_id)}
            union all
            select z.transaction_id, z.field, ${dealKey(sql`z.field`)}, false
              from transaction_settled_values z
              join transactions t on t.organization_id = z.organization_id and t.id = z.transaction_id
              join properties p on p.organization_id = t.organization_id and p.id = t.property_id
             where z.organization_id = ${organization_id}) v
         where v.key is not null
         group by v.transaction_id, v.field
        having count(distinct v.key) > 1 and bool_or(v.by_document)) g
      left join transaction_settled_values z
        on z.organization_id = ${organization_id} and z.transaction_id = g.transaction_id and z.field = g.field
     where not coalesce(g.keys <@ z.known, false)`
}
