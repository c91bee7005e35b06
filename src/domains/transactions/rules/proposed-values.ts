import { type DatedValue, type DealField, isParty, latestOf } from './document-fields.ts'
import { isSameName } from './party-names.ts'

export type Stated = DatedValue & { field: DealField; value: string; key: string; rejected: boolean }
/** The last decision about a field: the document that is right, or the deal, and the values that were known then. */
export type Decision = { field: string; document_id: string | null; known: string[] }
/** What the deal has, as it is shown and as it is compared. */
export type Current = Partial<Record<DealField, { value: string; key: string }>>
type Party = { name: string; role: string }

export type Discrepancy<V extends Stated> = { field: DealField; current: string | null; sources: V[] }

/** Sources that disagree about a field, and that no one has decided between since the last of them came. */
export function findDiscrepancies<V extends Stated>(
  stated: V[],
  current: Current,
  decisions: Decision[],
): Discrepancy<V>[] {
  return byField(stated).flatMap(([field, sources]) => {
    if (isParty(field)) return []
    const decision = decisions.find((one) => one.field === field)
    const own = decision && current[field]?.key
    const keys = new Set([...sources.map(({ key }) => key), ...(own ? [own] : [])])
    const settled = decision && [...keys].every((key) => decision.known.includes(key))
    return keys.size < 2 || settled ? [] : [{ field, current: current[field]?.value ?? null, sources }]
  })
}

/** The values of documents that the deal doesn't have: of each field the one that counts, and people who are no party. */
export function findProposed<V extends Stated>(
  stated: V[],
  current: Current,
  parties: Party[],
  decisions: Decision[],
): (V & { current: string | null })[] {
  return byField(stated).flatMap(([field, sources]) => {
    if (isParty(field)) return newPeople(sources, parties).map((one) => ({ ...one, current: null }))
    const own = current[field]
    const decision = decisions.find((one) => one.field === field)
    const counts = countingOf(sources, own?.key, decision)
    return counts && counts.key !== own?.key ? [{ ...counts, current: own?.value ?? null }] : []
  })
}

function byField<V extends Stated>(stated: V[]): [DealField, V[]][] {
  return [
    ...Map.groupBy(
      stated.filter(({ rejected }) => !rejected),
      ({ field }) => field,
    ),
  ]
}

/**
 * The document that a person said is right while no other value came since; else the latest. Where the deal was changed by
 * hand after a value was applied, nothing is proposed: that is a discrepancy.
 */
function countingOf<V extends Stated>(
  sources: V[],
  own: string | undefined,
  decision: Decision | undefined,
): V | undefined {
  if (!decision) return latestOf(sources)
  const news = sources.filter(({ key }) => !decision.known.includes(key))
  if (news.length > 0) return latestOf(sources)
  const changed = own !== undefined && !decision.known.includes(own)
  return changed ? undefined : sources.find(({ document_id }) => document_id === decision.document_id)
}

/** Who is one of these isn’t proposed as another: a reading that took them for it is wrong. */
const PRINCIPALS = ['buyer', 'seller', 'borrower', 'landlord', 'tenant']

/** Each person once. */
function newPeople<V extends Stated>(sources: V[], parties: Party[]): V[] {
  const known = parties.filter(({ role }) => PRINCIPALS.includes(role)).map(({ name }) => name)
  const found: V[] = []
  for (const one of sources)
    if (![...known, ...found.map(({ value }) => value)].some((name) => isSameName(name, one.value)))
      found.push(one)
  return found
}
