import { z } from 'zod'
import { outboxOf } from '#app/machines.ts'
import { isLocal, type Routes } from '#infra/http.ts'
import { listOutbox, readOutbox } from '#infra/outbox.ts'
import { AppError } from '#lib/errors.ts'

const Entry = z.object({
  id: z.string(),
  kind: z.enum(['mail', 'sms', 'push']),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  date: z.string(),
})
const Message = Entry.extend({ text: z.string(), html: z.string().optional(), links: z.array(z.string()) })

/**
 * What was caught because nothing is configured to carry it: only on a local installation, only for who sits at the
 * machine. A link to a new password stands in it, so no sign-in would be worth anything where this could be reached.
 */
export const outboxRoutes: Routes = async (http, { config }) => {
  const tags = ['outbox']
  const access = { access: 'public' } as const

  http.addHook('onRequest', async (request) => {
    const local = config.DEEDLINE_ENV !== 'production' && !config.SMTP_URL && isLocal(request)
    if (!local)
      throw new AppError('missing', 'Mail leaves this installation; there is no outbox to look into.')
  })

  http.get(
    '/outbox',
    {
      config: access,
      schema: {
        tags,
        summary: 'Caught mail, text messages and pushes, newest first',
        querystring: z.object({
          limit: z.coerce.number().int().min(1).max(100).default(50),
          cursor: z.uuid().optional(),
        }),
        response: { 200: z.object({ items: z.array(Entry), next_cursor: z.string().nullable() }) },
      },
    },
    async ({ query: { limit, cursor } }) => {
      const { items, next_cursor } = await listOutbox(outboxOf(config), {
        limit,
        ...(cursor ? { cursor } : {}),
      })
      return { items, next_cursor: next_cursor ?? null }
    },
  )

  http.get(
    '/outbox/:id',
    {
      config: access,
      schema: {
        tags,
        summary: 'One caught message',
        params: z.object({ id: z.uuid() }),
        response: { 200: Message },
      },
    },
    ({ params }) => readOutbox(outboxOf(config), params.id),
  )
}
