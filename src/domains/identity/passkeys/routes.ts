import { turnOnMfa } from '#domains/identity/factors/factors.ts'
import { demandMayEnter } from '#domains/identity/oidc/oidc.ts'
import { asPerson } from '#domains/identity/people/people.ts'
import { placeOf } from '#domains/identity/sessions/cookies.ts'
import { letIn } from '#domains/identity/sign-in/let-in.ts'
import { readChallenge } from '#domains/identity/tokens.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { withIdentity } from '#infra/postgres/transactions.ts'
import { found } from '#lib/errors.ts'
import { passkeySignIn, passkeys } from './contract.ts'
import {
  addPasskey,
  askForPasskey,
  confirmWithPasskey,
  removePasskey,
  signInWithPasskey,
  startPasskey,
} from './passkeys.ts'
import { listPasskeys, savePasskeyName } from './queries.ts'

export const passkeyRoutes: Routes = async (http, infra) => {
  const { db, config } = infra

  serve(http, infra, passkeys, {
    all: async ({ person }) => ({
      items: await asPerson(db, person, (tx) => listPasskeys(tx, person.user_id)),
    }),
    start: async ({ person, now }) => ({
      options: { ...(await asPerson(db, person, (tx) => startPasskey(tx, config, person.user_id, now))) },
    }),
    add: async ({ person, body, now }) => {
      const added = await asPerson(db, person, async (tx) => {
        const result = await addPasskey(tx, config, person, body, now)
        if (!('refusal' in result)) await turnOnMfa(tx, person, now)
        return result
      })
      if ('refusal' in added) throw added.refusal
      return added
    },
    rename: async ({ person, params, body }) =>
      found(
        await asPerson(db, person, (tx) => savePasskeyName(tx, person.user_id, params.id, body.name)),
        'passkey',
      ),
    remove: ({ person, params, now }) =>
      asPerson(db, person, (tx) => removePasskey(tx, person.user_id, params.id, now)),
    startConfirm: async ({ person, now }) => {
      const ask = { purpose: 'confirm', user_id: person.user_id } as const
      return { options: { ...(await asPerson(db, person, (tx) => askForPasskey(tx, config, ask, now))) } }
    },
    confirm: async ({ person, body, now }) => {
      const refusal = await asPerson(db, person, (tx) =>
        confirmWithPasskey(tx, config, person, body.credential, now),
      )
      if (refusal) throw refusal
    },
  })

  const personAfter = async (challenge: string | undefined, now: Date) =>
    challenge ? readChallenge(config.DEEDLINE_SECRET, challenge, now) : null

  serve(http, infra, passkeySignIn, {
    start: async ({ origin, body, now }) => {
      const user_id = await personAfter(body.challenge, now)
      const ask = { purpose: user_id ? 'second_factor' : 'sign_in', user_id } as const
      return { options: { ...(await withIdentity(db, origin, (tx) => askForPasskey(tx, config, ask, now))) } }
    },
    finish: async ({ origin, request, reply, body, now }) => {
      const after = await personAfter(body.challenge, now)
      const attempted = await withIdentity(db, origin, async (tx) => {
        if (after) await demandMayEnter(tx, after)
        return signInWithPasskey(tx, config, after, body.credential, placeOf(request), now)
      })
      return letIn(infra, attempted, { origin, reply, now })
    },
  })
}
