import type { Delivery, Webhook } from '#domains/identity/webhooks/schema.ts'
import { StatusPill } from '#web/kit/StatusPill.tsx'

export function WebhookStatus({ webhook: { state, failing_since } }: { webhook: Webhook }) {
  if (state === 'paused') return <StatusPill tone="draft">Paused</StatusPill>
  if (state === 'disabled') return <StatusPill tone="late">Turned off</StatusPill>
  return failing_since ? (
    <StatusPill tone="soon">Failing</StatusPill>
  ) : (
    <StatusPill tone="done">Active</StatusPill>
  )
}

type Progress = Pick<Delivery, 'state' | 'attempts'>

export function DeliveryStatus({ delivery: { state, attempts } }: { delivery: Progress }) {
  if (state === 'delivered') return <StatusPill tone="done">Delivered</StatusPill>
  if (state === 'failed') return <StatusPill tone="late">Failed</StatusPill>
  return attempts > 0 ? (
    <StatusPill tone="soon">Retrying</StatusPill>
  ) : (
    <StatusPill tone="waiting">Queued</StatusPill>
  )
}

/** "200" or why there was no answer; nothing before the first attempt. */
export function outcomeOf({ status_code, error }: Pick<Delivery, 'status_code' | 'error'>): string {
  return error ?? (status_code === null ? '' : `HTTP ${status_code}`)
}
