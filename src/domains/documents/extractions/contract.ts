import { z } from 'zod'
import { contract, page, patch, post } from '#lib/contract.ts'
import { ACCEPTED_FROM, Extraction, FIELD_KINDS } from './schema.ts'

const AcceptSure = z
  .object({
    from: z.number().min(0.5).max(1).default(ACCEPTED_FROM).meta({
      description: 'The minimum confidence. With the default, at most 1 in 50 accepted values is wrong.',
    }),
  })
  .prefault({})
  .meta({ example: { from: ACCEPTED_FROM } })

const Accepted = z.object({
  accepted: z.array(z.uuid()).meta({ description: 'The values that were accepted.' }),
  left: z
    .int()
    .meta({ description: 'Values that are confident enough but have a second reading: choose one.' }),
})

const Decision = z
  .object({
    state: z.enum(['proposed', 'accepted', 'rejected']),
    value: z.string().trim().min(1).max(2000).optional(),
    field: z
      .enum(FIELD_KINDS.flat())
      .optional()
      .meta({ description: 'What it is instead; a value keeps its kind.' }),
  })
  .meta({ example: { state: 'accepted' } })

/** The policy decides who may decide. */
export const extractions = contract(
  { tag: 'documents', about: ['document'], who: 'documents.read' },
  {
    all: page('/documents/:id/extractions', {
      summary:
        'List the values of the newest version with their positions, and those still open from earlier',
      item: Extraction,
      by: ['page_number', 'id'],
    }),
    accept: post('/documents/:id/extractions/accept', {
      summary: 'Accept all values with at least this confidence',
      oneOf: ['documents.edit', 'documents.manage'],
      takes: AcceptSure,
      gives: Accepted,
    }),
    decide: patch('/documents/:id/extractions/:extraction_id', {
      summary: 'Accept, correct or reject a value, or change its field',
      oneOf: ['documents.edit', 'documents.manage'],
      takes: Decision,
      gives: Extraction,
    }),
  },
)
