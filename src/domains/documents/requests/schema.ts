import { z } from 'zod'
import { DocumentStatus, DocumentType, Visibility } from '#domains/documents/schema.ts'
import { SenderCard } from '#domains/documents/senders/schema.ts'
import { inOrder } from '#lib/in-order.ts'
import { Many } from '#lib/many.ts'
import { Instant, OneLine } from '#lib/text.ts'

const Email = z
  .email()
  .max(320)
  .transform((value) => value.toLowerCase())
const Days = z.number().int().min(1).max(90)

export const MOST_ITEMS = 50
export const NewItem = z.object({
  title: OneLine(500),
  /** What it is, an example, where to find it. */
  explanation: z.string().trim().max(2000).optional(),
  document_type: DocumentType.optional(),
})
export type NewItem = z.infer<typeof NewItem>

/** What arrives for a team goes to a team. */
export const hasTeam = ({
  visibility,
  team_id,
}: {
  visibility: z.infer<typeof Visibility>
  team_id?: string | undefined
}): boolean => visibility !== 'team' || team_id !== undefined
export const NO_TEAM = { path: ['team_id'], message: 'Choose the team that can see it.' }

export const NewDocumentRequest = z
  .object({
    requested_from_email: Email,
    requested_from_name: OneLine(200).optional(),
    title: OneLine(500),
    items: z.array(NewItem).min(1, 'Name at least one document.').max(MOST_ITEMS).optional().meta({
      description: 'What is asked for, one by one; left out, it is one thing with the title of the request.',
    }),
    /** The day by which the sender needs it; the link works until it expires. */
    due_on: z.iso.date().optional(),
    message: z.string().trim().max(2000).optional(),
    document_type: DocumentType.optional(),
    /** Who sees what arrives. */
    visibility: Visibility.default('private'),
    team_id: z.uuid().optional(),
    expires_in_days: Days.default(14),
  })
  .refine(hasTeam, NO_TEAM)
  .meta({ example: { requested_from_email: 'buyer@example.com', title: 'Proof of funds' } })
export type NewDocumentRequest = z.infer<typeof NewDocumentRequest>

export const ItemState = z.enum(['open', 'received', 'waived'])
export type ItemState = z.infer<typeof ItemState>
export const ItemChange = z.object({
  state: ItemState.meta({ description: 'open: ask for it again. waived: it is no longer needed.' }),
})

/** Why a file that has come can't be opened, so that it doesn't count: it has to be sent again. */
export const ArrivalProblem = z.enum(['corrupt', 'empty', 'encrypted'])
export type ArrivalProblem = z.infer<typeof ArrivalProblem>

export const RequestItem = z.object({
  id: z.uuid(),
  title: z.string(),
  explanation: z.string().nullable(),
  document_type: DocumentType.nullable(),
  state: ItemState,
  received_count: z.number().int(),
})
export type RequestItem = z.infer<typeof RequestItem>

export const ExtendedRequest = z.object({ expires_in_days: Days })

/**
 * `open` while something is awaited and the link has not expired. After that `received` where anything came, `closed`
 * where nothing came and nothing is needed.
 */
export const RequestState = z.enum(['open', 'received', 'closed', 'revoked', 'expired'])
export type RequestState = z.infer<typeof RequestState>

/** What a list of requests is narrowed by. */
export const RequestFilter = inOrder(
  z.object({
    q: z
      .string()
      .trim()
      .max(200)
      .optional()
      .meta({ description: 'Words of the title, or of the client’s name or email.' }),
    state: Many.pipe(z.array(RequestState)).optional(),
    /** The days between which it is needed. */
    due_from: z.iso.date().optional(),
    due_to: z.iso.date().optional(),
  }),
  ['due_from', 'due_to'],
)
export type RequestFilter = z.infer<typeof RequestFilter>

export const DocumentRequest = z.object({
  id: z.uuid(),
  state: RequestState,
  requested_by: z.uuid(),
  requested_by_name: z.string().nullable(),
  requested_from_email: z.string(),
  requested_from_name: z.string().nullable(),
  title: z.string(),
  message: z.string().nullable(),
  document_type: DocumentType.nullable(),
  due_on: z.iso.date().nullable(),
  items: z.array(RequestItem),
  visibility: Visibility,
  team_id: z.uuid().nullable(),
  note: z.string().nullable(),
  expires_at: Instant,
  reminded_at: Instant.nullable(),
  /** Since when the email to the person asked cannot be delivered. */
  mail_failed_at: Instant.nullable(),
  fulfilled_at: Instant.nullable(),
  created_at: Instant,
  /** What has arrived, as far as the person who asks sees it. */
  documents: z.array(
    z.object({
      id: z.uuid(),
      title: z.string(),
      item_id: z.uuid().nullable(),
      mime_type: z.string(),
      document_type: DocumentType.nullable(),
      status: DocumentStatus,
      problem: ArrivalProblem.nullable(),
    }),
  ),
})
export type DocumentRequest = z.infer<typeof DocumentRequest>

/** What the person who was asked is shown. */
export const AskedDocument = z.object({
  state: RequestState,
  /** Closed: nothing more can be sent. A request can be complete before it is closed. */
  closed: z.boolean(),
  title: z.string(),
  message: z.string().nullable(),
  document_type: DocumentType.nullable(),
  due_on: z.iso.date().nullable(),
  items: z.array(RequestItem),
  requested_by_name: z.string(),
  requested_by: SenderCard,
  organization: z.object({ name: z.string(), branding: z.record(z.string(), z.unknown()) }),
  expires_at: Instant,
  /** When they last said that they had sent what they have. */
  submitted_at: Instant.nullable(),
  received: z.array(
    z.object({
      filename: z.string(),
      file_size: z.number().int(),
      item_id: z.uuid().nullable(),
      created_at: Instant,
      /** It is being opened; what is wrong with it is known after that. */
      checking: z.boolean(),
      problem: ArrivalProblem.nullable(),
    }),
  ),
})
export type AskedDocument = z.infer<typeof AskedDocument>

export const SentFile = z.object({ filename: z.string(), file_size: z.number().int() })
/** Which item a file is for; the first that is open, where it is not said. */
export const SendQuery = z.object({ item: z.uuid().optional() })
export const SendingDone = z.object({ note: z.string().trim().max(2000).optional() }).default({})
