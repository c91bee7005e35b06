import { Refusal } from '#lib/requests.ts'

/**
 * The API names a field as programs do ("sale_price: is an amount in dollars"). People read it as the interface says it:
 * "Sale price is an amount in dollars." A refusal that is a sentence already stays as it is.
 */
export function forPeople(refusal: Refusal): Refusal {
  const { status, code, issues, details, request_id, message } = refusal
  const plain = issues.map(({ field, reason }) => `${field}: ${reason}`).join('. ')
  if (issues.length === 0 || message !== plain) return refusal
  const detail = issues.map(({ field, reason }) => `${labelOf(field)} ${reason}.`).join(' ')
  return new Refusal(status, { code, detail, issues, details, ...(request_id && { request_id }) })
}

/** `agents.0.user_id` is the user. */
function labelOf(field: string): string {
  const last = field.split('.').findLast((part) => !/^\d+$/.test(part)) ?? field
  const words = last.replace(/_ids?$/, '').replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
