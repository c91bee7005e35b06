import type { Need } from '#web/pages.ts'

const URGENCY = { late: 0, soon: 1, waiting: 2, done: 3 } as const

/** The late first, then what waits longest. The same thing is listed once, as the first domain says it. */
export function inOrder(needs: Need[]): Need[] {
  const once = new Map(needs.toReversed().map((need) => [need.key, need]))
  return [...once.values()].sort(
    (a, b) => URGENCY[a.state.tone] - URGENCY[b.state.tone] || a.at.localeCompare(b.at),
  )
}
