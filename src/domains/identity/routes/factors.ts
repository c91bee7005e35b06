import { z } from 'zod'
import {
  confirmFactor,
  makeBackupCodes,
  removeFactor,
  startFactor,
  turnOnMfa,
} from '#domains/identity/factors/factors.ts'
import { listFactors } from '#domains/identity/factors/queries.ts'
import { asPerson } from '#domains/identity/people/people.ts'
import { Factor, MfaMethod } from '#domains/identity/schema.ts'
import { enqueue } from '#infra/events.ts'
import type { Routes } from '#infra/http.ts'

const Nothing = z.null()
const config = { access: 'person' } as const
const tags = ['me']
const Type = z.object({ type: MfaMethod })
const Enrolment = z.object({
  secret: z.string().nullable(),
  uri: z.string().nullable(),
  qr_svg: z.string().nullable(),
  sent_to: z.string().nullable(),
})

/** How a signed-in person protects their account: two-step methods and backup codes. */
export const factorRoutes: Routes = async (http, { config: { DEEDLINE_SECRET: secret }, db, now }) => {
  http.get(
    '/me/factors',
    {
      config,
      schema: { tags, summary: 'My second factors', response: { 200: z.object({ items: z.array(Factor) }) } },
    },
    async ({ person }) => ({
      items: await asPerson(db, person, (tx) => listFactors(tx, person.user_id)),
    }),
  )

  http.post(
    '/me/factors/:type',
    {
      config: { ...config, confirmed: true },
      schema: {
        tags,
        summary: 'Start a second factor',
        params: Type,
        body: z
          .object({ phone: z.string().min(5).max(40).nullable().default(null) })
          .default({ phone: null }),
        response: { 201: Enrolment },
      },
    },
    async ({ person, params, body }, reply) => {
      reply.code(201)
      return asPerson(db, person, (tx) => startFactor(tx, secret, person.user_id, params.type, body.phone))
    },
  )

  http.post(
    '/me/factors/:type/confirm',
    {
      config: { ...config, rateLimit: { max: 10, timeWindow: '1 minute' } },
      schema: {
        tags,
        summary: 'Confirm a second factor by its first code',
        params: Type,
        body: z.object({ code: z.string().trim().min(6).max(10).meta({ example: '123456' }) }),
        response: { 200: z.object({ backup_codes: z.array(z.string()).nullable() }) },
      },
    },
    async ({ person, params, body }) => {
      const result = await asPerson(db, person, async (tx) => {
        const confirmed = await confirmFactor(tx, secret, person, params.type, body.code, now())
        if (!('refusal' in confirmed)) await turnOnMfa(tx, person, now())
        return confirmed
      })
      if ('refusal' in result) throw result.refusal
      return result
    },
  )

  http.post(
    '/me/factors/:type/send',
    {
      config: { ...config, rateLimit: { max: 5, timeWindow: '1 minute' } },
      schema: { tags, summary: 'Send the first code again', params: Type, response: { 202: Nothing } },
    },
    async ({ person, params }, reply) => {
      await asPerson(db, person, (tx) =>
        enqueue(tx, 'identity.send_code', { user_id: person.user_id, method: params.type }),
      )
      return reply.code(202).send(null)
    },
  )

  http.delete(
    '/me/factors/:type',
    {
      config: { ...config, confirmed: true },
      schema: { tags, summary: 'Remove a second factor', params: Type, response: { 204: Nothing } },
    },
    async ({ person, params }, reply) => {
      await asPerson(db, person, (tx) => removeFactor(tx, person.user_id, params.type, now()))
      return reply.code(204).send(null)
    },
  )

  http.post(
    '/me/backup-codes',
    {
      config: { ...config, confirmed: true },
      schema: {
        tags,
        summary: 'Ten new backup codes',
        response: { 201: z.object({ backup_codes: z.array(z.string()) }) },
      },
    },
    async ({ person }, reply) => {
      reply.code(201)
      return {
        backup_codes: await asPerson(db, person, (tx) => makeBackupCodes(tx, person.user_id, now())),
      }
    },
  )
}
