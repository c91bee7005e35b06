import type { ContactGraph } from '#domains/contacts/relationships/schema.ts'
import { relationsIn, sameTaxpayer } from '#domains/exchanges/rules/taxpayers.ts'
import type { TaxRelation } from './schema.ts'

/** What everyone in the graph of a contact is to that contact, those first that matter. */
export function taxRelationsOf(graph: ContactGraph, id: string): TaxRelation[] {
  const between = relationsIn(graph)
  const all = graph.contacts
    .filter((other) => other.id !== id)
    .map(({ id: contact_id, display_name }): TaxRelation => {
      const [taxpayer, person] = [sameTaxpayer(graph, id, contact_id), between(id, contact_id)]
      const reasons = [...taxpayer.reasons, ...(person.related_for_1031f ? person.reasons : [])]
      return {
        ...{ contact_id, display_name, same_taxpayer: taxpayer.same, related: person.related_for_1031f },
        disqualified: person.disqualified,
        ownership_percent_between: person.ownership_percent_between,
        path: [...new Set([...(taxpayer.same ? taxpayer.path : []), ...person.path])],
        reasons: reasons.map(({ citation, text }) => ({ citation, text })),
        missing: taxpayer.missing.map(({ text }) => text),
      }
    })
  const weight = ({ same_taxpayer, related, disqualified }: TaxRelation) =>
    same_taxpayer ? 0 : related ? 1 : disqualified ? 2 : 3
  return all.toSorted((a, b) => weight(a) - weight(b))
}
