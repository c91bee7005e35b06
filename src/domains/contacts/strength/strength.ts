import { importanceOf } from '#domains/contacts/rules/importance.ts'
import { type Contacted, strengthOf } from '#domains/contacts/rules/strength.ts'
import type { Involvement } from '#infra/facts/involvements.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { listDeeds, listStandings, listTalked, saveScores, type Talked } from './queries.ts'

/** Computes anew how close the relationships with these contacts are, and how important the contacts are. */
export async function refreshScores(
  tx: Tx,
  organization_id: string,
  ids: string[],
  involvements: Involvement[],
  now: Date,
): Promise<void> {
  const involved = involvements.filter(({ of }) => of === 'contact')
  const [talked, deeds, standings] = await Promise.all([
    listTalked(tx, organization_id, ids, now),
    listDeeds(tx, organization_id, ids, involved, now),
    listStandings(tx, organization_id, ids),
  ])
  const computed = standings.map(({ id, contact_type, followup }) => {
    const done = deeds.filter(({ contact_id }) => contact_id === id)
    const largest = Math.max(0, ...done.map((one) => one.largest ?? 0))
    const strength = strengthOf(done, contactedOf(talked, id))
    const importance = importanceOf({ contact_type, deeds: done, largest, followup })
    return {
      ...{ id, strength: strength.strength, strength_reasons: strength.reasons },
      ...{ importance: importance.importance, importance_reasons: importance.reasons },
    }
  })
  await saveScores(tx, organization_id, computed)
}

function contactedOf(talked: Talked[], id: string): Contacted {
  const own = talked.filter(({ contact_id }) => contact_id === id)
  const of = (direction: 'in' | 'out') => own.find((one) => one.direction === direction)
  return {
    in_90: of('in')?.last_90 ?? 0,
    out_90: of('out')?.last_90 ?? 0,
    in_365: of('in')?.last_365 ?? 0,
    out_365: of('out')?.last_365 ?? 0,
  }
}
