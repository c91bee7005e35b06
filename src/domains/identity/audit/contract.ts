import { z } from 'zod'
import { AuditFact, FactKind } from '#domains/identity/schema.ts'
import { contract, get, page, post } from '#lib/contract.ts'
import { inOrder } from '#lib/in-order.ts'

const Filter = inOrder(
  z.object({
    name: z.string().max(100).optional(),
    user_id: z.uuid().optional(),
    subject_id: z.uuid().optional(),
    /** Days on the calendar of the person who asks. */
    created_from: z.iso.date().optional(),
    created_to: z.iso.date().optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  ['created_from', 'created_to'],
)
const Verdict = z.object({
  sealed: z.number(),
  unsealed: z.number(),
  intact: z.boolean(),
  fault: z.string().nullable(),
  event_id: z.string().nullable(),
  head: z.string(),
})

/** What happened in the organization. */
export const facts = contract(
  { tag: 'audit', about: ['fact'], who: 'audit.read' },
  {
    all: page('/audit', {
      summary: 'List audited events, newest first',
      query: Filter,
      item: AuditFact,
      by: ['id'],
    }),
    kinds: get('/facts', {
      summary: 'List the kinds of facts that are recorded and that webhooks can deliver',
      who: 'member',
      gives: z.object({ items: z.array(FactKind) }),
      whole: 'They are part of the product.',
    }),
    verify: post('/audit/verify', {
      summary: 'Verify that no audited event was changed',
      gives: Verdict,
      limit: 6,
    }),
  },
)
