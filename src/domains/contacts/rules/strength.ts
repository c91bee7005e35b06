import type { StrengthReason } from '#domains/contacts/schema.ts'

/** Deeds of one sort: how many in the last 90 days, in the last 365, and ever. */
export type Deeds = { reason: string; points: number; last_90: number; last_365: number; ever: number }

/** Contact in both directions within a year counts more than the same number of calls to someone who never calls back. */
export type Contacted = { in_90: number; out_90: number; in_365: number; out_365: number }

/** A sort of deeds counts at most as often: ten emails are not ten closed deals. */
const MOST_COUNTED = 4
const BOUNDS = [2, 6, 12, 20]

/**
 * How close a relationship is, 1 to 5, from what was done and not from what was guessed, with the reasons. Recent deeds
 * count in full, those of the last year by half, older ones by a quarter. Null: nothing is known.
 */
export function strengthOf(
  deeds: Deeds[],
  { in_90, out_90, in_365, out_365 }: Contacted,
): { strength: number | null; reasons: StrengthReason[] } {
  const mutual_90 = Math.min(in_90, out_90)
  const mutual_365 = Math.min(in_365, out_365)
  const talked: Deeds[] = [
    sort('Contact in both directions', 3, mutual_90, mutual_365),
    sort('They reached out', 1.5, in_90 - mutual_90, in_365 - mutual_365),
    sort('You reached out', 0.5, out_90 - mutual_90, out_365 - mutual_365),
  ]
  const reasons = [...deeds, ...talked]
    .filter(({ ever }) => ever > 0)
    .map(weigh)
    .toSorted((a, b) => b.points - a.points)
  if (reasons.length === 0) return { strength: null, reasons: [] }
  const total = reasons.reduce((sum, { points }) => sum + points, 0)
  return { strength: 1 + BOUNDS.filter((bound) => total >= bound).length, reasons }
}

function sort(reason: string, points: number, last_90: number, last_365: number): Deeds {
  const [near, year] = [Math.max(0, last_90), Math.max(0, last_365)]
  return { reason, points, last_90: near, last_365: Math.max(near, year), ever: Math.max(near, year) }
}

/** What deeds of one sort count, and in words how recent they are. */
export function weigh(deeds: Deeds): StrengthReason {
  return { points: pointsOf(deeds), reason: `${deeds.reason}${spanOf(deeds)}` }
}

function pointsOf({ points, last_90, last_365, ever }: Deeds): number {
  const near = Math.min(last_90, MOST_COUNTED)
  const year = Math.min(last_365 - last_90, MOST_COUNTED - near)
  const old = Math.min(ever - last_365, MOST_COUNTED - near - year)
  return Math.round(points * (near + year / 2 + old / 4) * 10) / 10
}

function spanOf({ last_90, last_365, ever }: Deeds): string {
  if (last_90 > 0) return `: ${last_90} in 90 days`
  return last_365 > 0 ? `: ${last_365} in a year` : `: ${ever} more than a year ago`
}
