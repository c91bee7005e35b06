import type { Extraction } from '#domains/documents/extractions/schema.ts'
import { formatDay } from '#web/kit/dates.tsx'
import { formatMoney } from '#web/kit/figures.ts'
import { readerDay } from '#web/kit/reader.ts'

/** A day still to come that something ends on is shown with what is left; of one that is past we do not know whether it was met. */
export function isDeadline({ field, normalized, state }: Extraction): boolean {
  const ends = /deadline|contingency|due_date|closing_date|expiration_date/.test(field)
  const ahead = /^\d{4}-\d{2}-\d{2}$/.test(normalized ?? '') && (normalized ?? '') >= readerDay(new Date())
  return ends && ahead && state !== 'rejected'
}

/** A date and an amount as people read them; the words of the document stay beside it. */
export function formatValue({ value, normalized, field }: Extraction): string {
  if (normalized === null) return value
  if (/^\d{4}-\d{2}-\d{2}$/.test(normalized)) return formatDay(normalized)
  if (
    /^-?\d+(\.\d{1,2})?$/.test(normalized) &&
    /\$|\d[.,]\d{2}\b/.test(value) &&
    !/date|number|_id$/.test(field)
  )
    return formatMoney(normalized)
  return normalized
}
