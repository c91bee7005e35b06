import { z } from 'zod'
import { DocumentType } from '#domains/documents/schema.ts'
import { depthOf, mistakesOf } from '#domains/transactions/rules/facts.ts'
import { DealFacts, Predicate } from '#domains/transactions/rules/requirements.ts'
import { OneLine } from '#lib/text.ts'
import { US_STATES, type UsState } from '#lib/us-states.ts'

export const MOST_RULES = 500
const MOST_DEPTH = 5

const When = Predicate.superRefine((predicate, context) => {
  for (const message of mistakesOf(predicate).slice(0, 3)) context.addIssue({ code: 'custom', message })
  if (depthOf(predicate) > MOST_DEPTH)
    context.addIssue({ code: 'custom', message: `has groups in groups more than ${MOST_DEPTH} deep` })
})

const Given = {
  /** What the document is called: "Lead-based paint disclosure". */
  name: OneLine(150),
  /** Documents of this type fill it by themselves once they are attached; null: only people say what fills it. */
  document_type: DocumentType.nullable(),
  /** Only documents of this category of the type. */
  document_category: OneLine(100).nullable(),
  requirement: z.enum(['required', 'optional']),
  /** Conditions on the facts of a deal. Without any, it applies to every deal. */
  when: When,
  /** Why, as it's shown on the deal: "Homes built before 1978". */
  reason: OneLine(500),
  /** The statute, regulation or form. */
  citation: OneLine(300).nullable(),
  active: z.boolean(),
}

export const NewRule = z
  .object({
    ...Given,
    document_type: Given.document_type.default(null),
    document_category: Given.document_category.default(null),
    citation: Given.citation.default(null),
    active: Given.active.default(true),
  })
  .meta({
    example: {
      name: 'Wire fraud advisory',
      requirement: 'required',
      when: { fact: 'transaction_type', in: ['sale', 'purchase'] },
      reason: 'Every buyer and seller is warned of wire fraud',
    },
  })
export type NewRule = z.infer<typeof NewRule>

export const RuleChange = z
  .object({ ...Given, position: z.int().min(0).max(9_999) })
  .partial()
  .meta({ example: { requirement: 'optional' } })
export type RuleChange = z.infer<typeof RuleChange>

export const Rule = z.object({
  id: z.uuid(),
  ...Given,
  name: z.string(),
  when: Predicate,
  reason: z.string(),
  citation: z.string().nullable(),
  document_category: z.string().nullable(),
  library_key: z.string().nullable(),
  position: z.int(),
  version: z.int(),
})
export type Rule = z.infer<typeof Rule>

/** `US` is federal law, which applies in every state. */
export const LibraryState = z.enum(['US', 'AZ', 'CA', 'CO', 'FL', 'NY', 'TX', 'WA'])
export type LibraryState = z.infer<typeof LibraryState>
export const LIBRARY_NAMES: Record<LibraryState, string> = {
  US: 'Federal',
  ...(Object.fromEntries(
    LibraryState.exclude(['US']).options.map((state) => [state, US_STATES[state as UsState]]),
  ) as Record<Exclude<LibraryState, 'US'>, string>),
}

export const LibraryRule = z.object({
  library_key: z.string(),
  name: z.string(),
  document_type: DocumentType.nullable(),
  document_category: z.string().nullable(),
  requirement: z.enum(['required', 'optional']),
  when: Predicate,
  reason: z.string(),
  citation: z.string().nullable(),
})
export type LibraryRule = z.infer<typeof LibraryRule>

export const Library = z.object({
  items: z.array(
    z.object({
      state: LibraryState,
      name: z.string(),
      /** How many of its rules the organization has. */
      copied: z.int(),
      rules: z.array(LibraryRule),
    }),
  ),
  /** What has to be said beside it. */
  notice: z.string(),
})
export type Library = z.infer<typeof Library>

export const LibraryCopy = z
  .object({ states: z.array(LibraryState).min(1).max(LibraryState.options.length) })
  .meta({ example: { states: ['US', 'CA'] } })
export type LibraryCopy = z.infer<typeof LibraryCopy>

const Outcome = z.enum(['required', 'optional', 'not_applicable'])
export const RulePreview = z.object({
  /** Open deals that you see. */
  deals: z.int(),
  /** How many of them would change. */
  changing: z.int(),
  /** The first of them. */
  changes: z.array(
    z.object({
      transaction_id: z.uuid(),
      address: z.string(),
      transaction_number: z.string(),
      from: Outcome,
      to: Outcome,
      /** Facts that aren't known of the deal and decide whether it applies. */
      missing: z.array(DealFacts.keyof()),
    }),
  ),
})
export type RulePreview = z.infer<typeof RulePreview>

/** How far the evaluation of all open deals is after the rules have changed. */
export const Evaluation = z.object({
  state: z.enum(['running', 'done', 'failed']),
  total: z.int(),
  done: z.int(),
  /** Deals on which something changed. */
  changed: z.int(),
  started_at: z.string().nullable(),
  ended_at: z.string().nullable(),
})
export type Evaluation = z.infer<typeof Evaluation>
