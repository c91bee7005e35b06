import { type Contacted, strengthOf } from '#domains/contacts/rules/strength.ts'
import type { Involvement } from '#infra/facts/involvements.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { listDeeds, listTalked, saveStrength } from './queries.ts'

/** Computes anew how close the relationships with these contacts are. */
export async function refreshStrength(
  tx: Tx,
  organization_id: string,
  ids: string[],
  involvements: Involvement[],
  now: Date,
): Promise<void> {
  const involved = involvements.filter(({ of }) => of === 'contact')
  const [talked, deeds] = await Promise.all([
    listTalked(tx, organization_id, ids, now),
    listDeeds(tx, organization_id, ids, involved, now),
  ])
  const computed = ids.map((id) => {
    const own = talked.filter(({ contact_id }) => contact_id === id)
    const of = (direction: 'in' | 'out') => own.find((one) => one.direction === direction)
    const contacted: Contacted = {
      in_90: of('in')?.last_90 ?? 0,
      out_90: of('out')?.last_90 ?? 0,
      in_365: of('in')?.last_365 ?? 0,
      out_365: of('out')?.last_365 ?? 0,
    }
    return {
      id,
      ...strengthOf(
        deeds.filter(({ contact_id }) => contact_id === id),
        contacted,
      ),
    }
  })
  await saveStrength(tx, organization_id, computed)
}
