import type { StrengthReason } from '#domains/contacts/schema.ts'
import { type Deeds, weigh } from './strength.ts'

/** What is known of how much a contact matters to the business. */
export type Dealings = {
  contact_type: string[]
  deeds: Deeds[]
  /** In dollars, of the largest deal that closed with them; null: of none. */
  largest: number | null
  /** A follow-up with them is open. */
  followup: boolean
}

/** Those who bring business weigh more than those whose services it uses. */
const ROLES: Record<string, [points: number, name: string]> = {
  client: [35, 'Client'],
  prospect: [25, 'Prospect'],
  attorney: [20, 'Attorney'],
  cpa: [20, 'CPA'],
  intermediary: [20, 'Intermediary'],
  agent: [20, 'Agent'],
  broker: [20, 'Broker'],
  lender: [15, 'Lender'],
  title: [15, 'Title company'],
  escrow: [15, 'Escrow'],
}
const SERVICE: [points: number, name: string] = [10, 'Service provider']
const UNKNOWN: [points: number, name: string] = [10, 'No type yet']
const FOLLOWUP = 5
/** A deal of this price counts nothing by its size; each doubling counts `DOUBLED`. */
const [SMALL_DEAL, DOUBLED, MOST_BY_SIZE] = [125_000, 3, 15]

/** How important a contact is, 1 to 100, from their role, what was done together and what is open, with the reasons. */
export function importanceOf({ contact_type, deeds, largest, followup }: Dealings): {
  importance: number
  reasons: StrengthReason[]
} {
  const [points, reason] = roleOf(contact_type)
  const reasons = [
    { points, reason },
    ...deeds.filter(({ ever }) => ever > 0).map(weigh),
    { points: sizeOf(largest ?? 0), reason: `Largest deal: ${inDollars(largest ?? 0)}` },
    { points: followup ? FOLLOWUP : 0, reason: 'A follow-up is open' },
  ].filter((one) => one.points > 0)
  const total = reasons.reduce((sum, one) => sum + one.points, 0)
  return {
    importance: Math.max(1, Math.min(100, Math.round(total))),
    reasons: reasons.toSorted((a, b) => b.points - a.points),
  }
}

function roleOf(types: string[]): [points: number, name: string] {
  const roles = types.map((type) => ROLES[type] ?? SERVICE)
  return roles.toSorted(([a], [b]) => b - a)[0] ?? UNKNOWN
}

function sizeOf(dollars: number): number {
  if (dollars <= SMALL_DEAL) return 0
  return Math.min(MOST_BY_SIZE, Math.round(DOUBLED * Math.log2(dollars / SMALL_DEAL)))
}

const inDollars = (dollars: number) => `$${Math.round(dollars).toLocaleString('en-US')}`
