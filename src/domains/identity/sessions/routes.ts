import { asPerson } from '#domains/identity/people/people.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { withIdentity } from '#infra/postgres/transactions.ts'
import { confirmationMethodsOf, confirmPerson, sendConfirmationCode } from './confirm.ts'
import { confirmations, sessions } from './contract.ts'
import { listLiveSessions } from './queries.ts'
import { signOut } from './sessions.ts'

export const sessionRoutes: Routes = async (http, infra) => {
  const { config, db } = infra
  serve(http, infra, sessions, {
    all: async ({ person, page }) => {
      const live = await asPerson(db, person, (tx) => listLiveSessions(tx, person.user_id, page))
      return live.map((one) => ({ ...one, current: one.id === person.session_id }))
    },
    endAll: ({ person, now }) => asPerson(db, person, (tx) => signOut(tx, person, now)),
    end: ({ person, params, now }) => asPerson(db, person, (tx) => signOut(tx, person, now, params.id)),
  })

  serve(http, infra, confirmations, {
    methods: ({ person: { user_id, origin } }) =>
      withIdentity(db, origin, (tx) => confirmationMethodsOf(tx, user_id)),
    confirm: async ({ person, body, now }) => {
      const refusal = await confirmPerson(db, config.DEEDLINE_SECRET, person, body, now)
      if (refusal) throw refusal
    },
    send: ({ person: { user_id, origin }, body }) =>
      withIdentity(db, origin, (tx) => sendConfirmationCode(tx, user_id, body.method)),
  })
}
