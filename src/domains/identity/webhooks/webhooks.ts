import {
  webhookChanged,
  webhookCreated,
  webhookDeleted,
  webhookSecretRotated,
} from '#domains/identity/events.ts'
import { publish } from '#infra/facts/events.ts'
import { unchanged } from '#infra/http/server.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { changesOf } from '#lib/changes.ts'
import { AppError, found } from '#lib/errors.ts'
import { deleteWebhook, getWebhook, insertWebhook, saveSecret, saveWebhook } from './queries.ts'
import type { NewWebhook, Webhook, WebhookChange } from './schema.ts'
import { hostOf, newSecret } from './signing.ts'

/** How many endpoints an organization can have: each has deliveries of its own in progress. */
const MOST = 10
const OVERLAP_MS = 24 * 3_600_000

/** What an endpoint's URL and facts are checked against. */
export type Known = {
  /** Names of all facts. */
  facts: readonly string[]
  refusalOf: (url: string) => string | undefined
}

/** The secret is returned once and never again. */
export async function createWebhook(
  tx: Tx,
  { organization_id }: Actor,
  deedline_secret: string,
  input: NewWebhook,
  known: Known,
): Promise<Webhook & { secret: string }> {
  check(input, known)
  const { secret, secret_encrypted } = newSecret(deedline_secret)
  const webhook = await insertWebhook(tx, organization_id, { ...input, secret_encrypted }, MOST)
  if (!webhook)
    throw new AppError(
      'refused',
      `An organization can have ${MOST} webhooks. Delete one that you no longer need.`,
    )
  const { id, url, facts } = webhook
  await publish(tx, organization_id, webhookCreated, id, { host: hostOf(url), facts })
  return { ...webhook, secret }
}

export async function changeWebhook(
  tx: Tx,
  { organization_id }: Actor,
  id: string,
  version: number,
  change: WebhookChange,
  known: Known,
): Promise<Webhook> {
  check(change, known)
  const before = await getWebhook(tx, organization_id, id)
  const after = unchanged(await saveWebhook(tx, organization_id, id, version, change), 'webhook')
  const audited = (webhook: Webhook) => ({ ...webhook, host: hostOf(webhook.url) })
  const changes = changesOf(audited(before), audited(after), ['host', 'description', 'facts', 'state'])
  await publish(tx, organization_id, webhookChanged, id, changes)
  return after
}

export async function removeWebhook(tx: Tx, { organization_id }: Actor, id: string): Promise<void> {
  const { url } = found(await deleteWebhook(tx, organization_id, id), 'webhook')
  await publish(tx, organization_id, webhookDeleted, id, { host: hostOf(url) })
}

/** For 24 hours both secrets sign, so that the receiver can switch without missing anything. */
export async function rotateSecret(
  tx: Tx,
  { organization_id }: Actor,
  deedline_secret: string,
  id: string,
  now: Date,
): Promise<{ secret: string }> {
  const { secret, secret_encrypted } = newSecret(deedline_secret)
  const until = new Date(now.getTime() + OVERLAP_MS)
  const url = found(await saveSecret(tx, organization_id, id, secret_encrypted, until), 'webhook')
  await publish(tx, organization_id, webhookSecretRotated, id, { host: hostOf(url) })
  return { secret }
}

function check({ url, facts = [] }: WebhookChange, known: Known): void {
  const groups = new Set(known.facts.map((name) => `${name.split('.')[0]}.*`))
  const unknown = facts.find((name) => name !== '*' && !groups.has(name) && !known.facts.includes(name))
  const reason = url && refusalOfUrl(url, known)
  const issues = [
    ...(reason ? [{ field: 'url', reason }] : []),
    ...(unknown ? [{ field: 'facts', reason: `There is no fact "${unknown}".` }] : []),
  ]
  if (issues.length > 0) throw new AppError('invalid', issues.map((one) => one.reason).join(' '), { issues })
}

function refusalOfUrl(text: string, { refusalOf }: Known): string | undefined {
  const { username, password } = new URL(text)
  if (username || password) return 'Leave out the user name and password: check the signature instead.'
  return refusalOf(text)
}
