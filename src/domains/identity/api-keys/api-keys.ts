import type { ApiKey, NewApiKey } from '#domains/identity/api-keys/schema.ts'
import { apiKeyCreated, apiKeyRevoked } from '#domains/identity/events.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { hashToken, newToken } from '#infra/secrets.ts'
import { type Actor, may } from '#lib/actor.ts'
import { AppError, found } from '#lib/errors.ts'
import { insertApiKey, saveApiKeyRevoked } from './queries.ts'

/** Creates a key of the member's own, with some of their permissions. The token is returned once and never again. */
export async function createApiKey(
  tx: Tx,
  actor: Actor,
  input: NewApiKey,
  now: Date,
): Promise<ApiKey & { token: string }> {
  const beyond = input.scopes.find((scope) => !may(actor, scope))
  if (beyond)
    throw new AppError(
      'forbidden',
      `You can’t give a key the scope "${beyond}" because you don’t have it yourself.`,
    )
  const token = `dlk_${newToken()}`
  const key = await insertApiKey(tx, actor.organization_id, {
    user_id: actor.user_id ?? '',
    name: input.name,
    prefix: token.slice(0, 10),
    token_hash: hashToken(token),
    scopes: input.scopes,
    expires_at: new Date(now.getTime() + input.expires_in_days * 86_400_000),
  })
  await publish(tx, actor.organization_id, apiKeyCreated, key.id, { name: key.name, scopes: key.scopes })
  return { ...key, token }
}

/** Revokes a key: their own, or anyone's if they manage members. */
export async function revokeApiKey(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  const whose = may(actor, 'members.manage') ? null : actor.user_id
  const { name } = found(await saveApiKeyRevoked(tx, actor.organization_id, id, whose, now), 'API key')
  await publish(tx, actor.organization_id, apiKeyRevoked, id, { name })
}
