import { sql } from 'kysely'
import { readPage } from '#infra/postgres/pages.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'
import type { NewWebhook, Webhook, WebhookChange } from './schema.ts'

const WEBHOOK = [
  'id',
  'url',
  'description',
  'facts',
  'state',
  'failing_since',
  'last_success_at',
  'previous_secret_expires_at',
  'version',
  'created_at',
] as const

export function listWebhooks(tx: Tx, organization_id: string, page: PageAfter<string>): Promise<Webhook[]> {
  const query = tx
    .selectFrom('webhook_endpoints')
    .select(WEBHOOK)
    .where('organization_id', '=', organization_id)
  return readPage(query, 'id', page) as Promise<Webhook[]>
}

export async function getWebhook(tx: Tx, organization_id: string, id: string): Promise<Webhook> {
  const row = await tx
    .selectFrom('webhook_endpoints')
    .select(WEBHOOK)
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .executeTakeFirst()
  return found(row as Webhook | undefined, 'webhook')
}

/** Undefined when the organization has the maximum number. Two simultaneous inserts wait for each other. */
export async function insertWebhook(
  tx: Tx,
  organization_id: string,
  webhook: NewWebhook & { secret_encrypted: string },
  most: number,
): Promise<Webhook | undefined> {
  await sql`select from organizations where id = ${organization_id} for no key update`.execute(tx)
  const { rows } = await sql<Webhook>`
    insert into webhook_endpoints (organization_id, url, description, facts, secret_encrypted)
    select ${organization_id}, ${webhook.url}, ${webhook.description}, ${webhook.facts}, ${webhook.secret_encrypted}
     where (select count(*) from webhook_endpoints where organization_id = ${organization_id}) < ${most}
    returning ${sql.join(WEBHOOK.map((name) => sql.ref(name)))}`.execute(tx)
  return rows[0]
}

export function saveWebhook(
  tx: Tx,
  organization_id: string,
  id: string,
  version: number,
  change: WebhookChange,
): Promise<Webhook | undefined> {
  return tx
    .updateTable('webhook_endpoints')
    .set({ ...change, ...(change.state === 'active' && { failing_since: null }), updated_at: sql`now()` })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning(WEBHOOK)
    .executeTakeFirst() as Promise<Webhook | undefined>
}

export function deleteWebhook(
  tx: Tx,
  organization_id: string,
  id: string,
): Promise<{ url: string } | undefined> {
  return tx
    .deleteFrom('webhook_endpoints')
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .returning('url')
    .executeTakeFirst()
}

/** Replaces the secret; the old one stays valid until `until`. */
export async function saveSecret(
  tx: Tx,
  organization_id: string,
  id: string,
  secret_encrypted: string,
  until: Date,
): Promise<string | undefined> {
  const row = await tx
    .updateTable('webhook_endpoints')
    .set((eb) => ({
      secret_encrypted,
      previous_secret_encrypted: eb.ref('secret_encrypted'),
      previous_secret_expires_at: until,
    }))
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .returning('url')
    .executeTakeFirst()
  return row?.url
}

/** Stored to the minute, so that not every success writes the same row. */
export async function saveSuccess(tx: Tx, organization_id: string, id: string, now: Date): Promise<void> {
  await sql`
    update webhook_endpoints set last_success_at = ${now.toISOString()}::timestamptz, failing_since = null
     where organization_id = ${organization_id} and id = ${id}
       and (failing_since is not null or last_success_at is null
            or last_success_at < ${now.toISOString()}::timestamptz - interval '1 minute')`.execute(tx)
}

/** Returns since when the endpoint has been failing. */
export async function saveFailing(tx: Tx, organization_id: string, id: string, now: Date): Promise<string> {
  const { rows } = await sql<{ failing_since: string }>`
    update webhook_endpoints
       set failing_since = coalesce(failing_since, ${now.toISOString()}::timestamptz)
     where organization_id = ${organization_id} and id = ${id}
    returning failing_since`.execute(tx)
  return rows[0]?.failing_since ?? now.toISOString()
}

/** False when it was already paused or disabled. */
export async function saveDisabled(tx: Tx, organization_id: string, id: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('webhook_endpoints')
    .set({ state: 'disabled' })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .where('state', '=', 'active')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
