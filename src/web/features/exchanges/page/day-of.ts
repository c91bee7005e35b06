const DAY_MS = 86_400_000

/** How far a period has come: today is the day that is `left` days before its end. */
export function dayOf(start: string, end: string, left: number): { text: string; percent: number } {
  const days = Math.round((Date.parse(end) - Date.parse(start)) / DAY_MS)
  const day = days - left
  if (left < 0) return { text: `All ${days} days have passed`, percent: 100 }
  if (day < 0) return { text: `Begins in ${-day === 1 ? '1 day' : `${-day} days`}`, percent: 0 }
  return { text: `Today is day ${day} of ${days}`, percent: days > 0 ? (day / days) * 100 : 100 }
}
