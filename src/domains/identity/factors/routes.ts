import { asPerson } from '#domains/identity/people/people.ts'
import { enqueue } from '#infra/facts/events.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { factors } from './contract.ts'
import { confirmFactor, makeBackupCodes, removeFactor, startFactor, turnOnMfa } from './factors.ts'
import { listFactors } from './queries.ts'

export const factorRoutes: Routes = async (http, infra) => {
  const { config, db } = infra
  const secret = config.DEEDLINE_SECRET
  serve(http, infra, factors, {
    all: async ({ person }) => ({
      items: await asPerson(db, person, (tx) => listFactors(tx, person.user_id)),
    }),
    start: ({ person, params, body }) =>
      asPerson(db, person, (tx) => startFactor(tx, secret, person.user_id, params.type, body.phone)),
    confirm: async ({ person, params, body, now }) => {
      const result = await asPerson(db, person, async (tx) => {
        const confirmed = await confirmFactor(tx, secret, person, params.type, body.code, now)
        if (!('refusal' in confirmed)) await turnOnMfa(tx, person, now)
        return confirmed
      })
      if ('refusal' in result) throw result.refusal
      return result
    },
    send: ({ person: { user_id }, person, params }) =>
      asPerson(db, person, (tx) => enqueue(tx, 'identity.send_code', { user_id, method: params.type })),
    remove: ({ person, params, now }) =>
      asPerson(db, person, (tx) => removeFactor(tx, person.user_id, params.type, now)),
    makeBackupCodes: async ({ person, now }) => ({
      backup_codes: await asPerson(db, person, (tx) => makeBackupCodes(tx, person.user_id, now)),
    }),
  })
}
