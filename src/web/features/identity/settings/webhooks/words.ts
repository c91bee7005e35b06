import type { Delivery, Webhook } from '#domains/identity/webhooks/schema.ts'

type Status = { label: string; color: string }

export function statusOfWebhook({ state, failing_since }: Pick<Webhook, 'state' | 'failing_since'>): Status {
  if (state === 'paused') return { label: 'Paused', color: 'gray' }
  if (state === 'disabled') return { label: 'Turned off', color: 'red' }
  return failing_since ? { label: 'Failing', color: 'amber' } : { label: 'Active', color: 'evergreen' }
}

export function statusOfDelivery({ state, attempts }: Pick<Delivery, 'state' | 'attempts'>): Status {
  if (state === 'delivered') return { label: 'Delivered', color: 'evergreen' }
  if (state === 'failed') return { label: 'Failed', color: 'red' }
  return attempts > 0 ? { label: 'Retrying', color: 'amber' } : { label: 'Queued', color: 'blue' }
}

/** "200" or why there was no answer; nothing before the first attempt. */
export function outcomeOf({ status_code, error }: Pick<Delivery, 'status_code' | 'error'>): string {
  return error ?? (status_code === null ? '' : `HTTP ${status_code}`)
}
