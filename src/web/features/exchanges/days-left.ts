const SOON_DAYS = 14
const URGENT_DAYS = 5

export type Urgency = 'late' | 'urgent' | 'soon' | 'calm'

/** How much a deadline presses, by the days that are left. */
export function urgencyOf(left: number): Urgency {
  if (left < 0) return 'late'
  if (left <= URGENT_DAYS) return 'urgent'
  return left <= SOON_DAYS ? 'soon' : 'calm'
}

/** "12 days left", "ends today", "ended 3 days ago" */
export function daysInWords(left: number): string {
  if (left === 0) return 'ends today'
  const days = `${Math.abs(left)} ${Math.abs(left) === 1 ? 'day' : 'days'}`
  return left > 0 ? `${days} left` : `ended ${days} ago`
}
