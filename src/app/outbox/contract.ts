import { z } from 'zod'
import { contract, get, page } from '#lib/contract.ts'

const Entry = z.object({
  id: z.uuid(),
  kind: z.enum(['mail', 'sms', 'push']),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  date: z.string(),
})
const Message = Entry.extend({ text: z.string(), html: z.string().optional(), links: z.array(z.string()) })

/** What was caught because nothing is configured to send it. */
export const outbox = contract(
  { tag: 'outbox', about: ['message'], who: 'anybody' },
  {
    all: page('/outbox', {
      errors: ['missing'],
      summary: 'List captured emails, text messages and push notifications, newest first',
      query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(50) }),
      item: Entry,
      by: ['id'],
    }),
    one: get('/outbox/:id', { summary: 'View a captured message', gives: Message }),
  },
)
