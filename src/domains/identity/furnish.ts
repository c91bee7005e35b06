import { newId } from '#lib/ids.ts'
import type { Furnish } from '#testing/furnish.ts'
import { connectApp } from '#testing/oauth.ts'

const SEVERAL = [1, 2, 3, 4]

/** Several of everything that a path of this domain can name. */
export const furnish: Furnish = async (app, owner) => {
  const add = async (path: string, body: object) => (await app.send(owner, 'POST', path, body)).body
  const ids: Record<string, string> = {}
  for (const n of SEVERAL) {
    await app.newPerson('agent', owner)
    await connectApp(app, owner, 'read')
    ids.teams = (await add('/teams', { name: `Team ${n}` })).id
    ids['api-keys'] = (await add('/api-keys', { name: `Key ${n}`, scopes: ['documents.read'] })).id
    const view = { subject_type: 'document', name: `View ${n}`, position: n % 2, shared: n % 2 === 0 }
    ids['calendar-feeds'] = (await add('/calendar-feeds', {})).id
    ids.views = (await add('/views', view)).id
    ids.invitations = (await add('/invitations', { email: `new-${n}@example.com`, role: 'viewer' })).id
    // Refused at once: an address that doesn’t answer would hold up every job.
    const hook = { url: 'https://localhost/', facts: ['*'], description: `${n}` }
    ids.webhooks = (await add('/webhooks', hook)).id ?? ''
  }
  for (const _ of SEVERAL) ids.delivery_id = (await add(`/webhooks/${ids.webhooks}/test`, {})).id
  await app.asOwner(
    ...SEVERAL.map(
      (n) => `insert into user_sessions (user_id, family_id, refresh_token_hash, expires_at, last_used_at)
              values ('${owner.user_id}', uuidv7(), 'furnished-${n}', now() + interval '1 day', '2026-11-20T10:00:00Z')`,
    ),
  )
  const members = (await app.send(owner, 'GET', '/members')).body.items
  const apps = (await app.send(owner, 'GET', '/connected-apps')).body.items
  return {
    ...ids,
    members: members[1].id,
    user_id: members[1].user_id,
    'connected-apps': apps[0].id,
    sessions: newId(),
    passkeys: newId(),
    type: 'totp',
    ticket: 'x'.repeat(40),
    provider: 'google',
  }
}
