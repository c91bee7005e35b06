import { outboxOf } from '#app/machines.ts'
import { serve } from '#infra/http/serve.ts'
import { isLocal, type Routes } from '#infra/http/server.ts'
import { listOutbox, readOutbox } from '#infra/mail/outbox.ts'
import { AppError } from '#lib/errors.ts'
import { outbox } from './contract.ts'

/**
 * Only on a local installation, only for a person at the machine: password reset links are in it, so signing in would
 * be worth nothing where this could be reached.
 */
export const outboxRoutes: Routes = async (http, infra) => {
  const { config } = infra
  http.addHook('onRequest', async (request) => {
    const local = config.DEEDLINE_ENV !== 'production' && !config.SMTP_URL && isLocal(request)
    if (!local)
      throw new AppError('missing', 'Emails are sent by your mail server, so there is no outbox to show.')
  })
  serve(http, infra, outbox, {
    all: async ({ page: { after, limit } }) =>
      (await listOutbox(outboxOf(config), { limit, cursor: after })).items,
    one: ({ params }) => readOutbox(outboxOf(config), params.id),
  })
}
