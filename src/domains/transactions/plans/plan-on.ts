import type { CivilDate } from '#lib/dates.ts'

/** The plan of a day, of an agent's plans or the organization's fees with the newest first; null before the first. */
export function planOn<Plan extends { valid_from: CivilDate }>(plans: Plan[], day: CivilDate): Plan | null {
  return plans.find(({ valid_from }) => valid_from <= day) ?? null
}
