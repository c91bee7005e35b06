import { z } from 'zod'
import { inOrder } from '#lib/in-order.ts'
import { Many } from '#lib/many.ts'
import { Instant, OneLine } from '#lib/text.ts'

export const DOCUMENT_TYPES = [
  'contract',
  'disclosure',
  'inspection',
  'appraisal',
  'title',
  'insurance',
  'loan',
  'listing',
  'offer',
  'counteroffer',
  'amendment',
  'addendum',
  'closing',
  'deed',
  'other',
] as const
export const DocumentType = z.enum(DOCUMENT_TYPES)
export type DocumentType = z.infer<typeof DocumentType>
export const Visibility = z.enum(['private', 'team', 'agency']).meta({
  description:
    'Who sees the document. private: the person who uploaded it, owners and administrators. team: also the team. agency: everyone in the organization.',
})
export const DocumentStatus = z.enum(['processing', 'ready', 'error', 'archived'])
export const ProcessingStage = z.enum(['queued', 'reading', 'understanding'])

const Tag = z.string().trim().min(1).max(60)
export const MOST_TAGS = 50
const CustomFields = z
  .record(
    z.string().trim().min(1).max(60),
    z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]),
  )
  .refine((fields) => Object.keys(fields).length <= 50, 'has more than 50 fields')

/** A document as lists show it; its content has addresses of its own, where access is logged. */
export const Document = z.object({
  id: z.uuid(),
  title: z.string().nullable(),
  property_address: z.string().nullable().meta({
    description:
      'The property that the document concerns, from its values: accepted, or read with enough confidence.',
  }),
  description: z.string().nullable(),
  filename: z.string(),
  original_filename: z.string(),
  file_extension: z.string(),
  mime_type: z.string(),
  file_size: z.number(),
  file_hash: z.string(),
  document_type: DocumentType.nullable(),
  category: z.string().nullable(),
  confidence_score: z.number().nullable(),
  type_source: z.enum(['classifier', 'second_opinion', 'person']).nullable(),
  needs_review: z.boolean(),
  status: DocumentStatus,
  processing_stage: ProcessingStage.nullable(),
  processing_errors: z.array(z.object({ code: z.string(), message: z.string(), at: z.string() })).nullable(),
  readable: z.boolean().nullable().meta({
    description:
      'Whether the text of the newest version could be read; null until that is known. A file that is ready and not readable is stored, but search knows only its title, file name, description and tags.',
  }),
  visibility: Visibility,
  team_id: z.uuid().nullable(),
  tags: z.array(z.string()),
  custom_fields: z.record(z.string(), z.unknown()),
  page_count: z.number().int().nullable(),
  version_number: z.number().int(),
  parent_document_id: z.uuid().nullable(),
  uploaded_by: z.uuid(),
  uploaded_by_name: z.string().nullable(),
  created_at: Instant,
  updated_at: Instant,
  processed_at: Instant.nullable(),
  deleted_at: Instant.nullable(),
  retain_until: z.string().nullable(),
  version: z.number().int(),
})
export type Document = z.infer<typeof Document>

/** What the caller may do with the document; the page shows exactly that. */
export const DocumentRights = z.object({
  download: z.boolean(),
  edit: z.boolean(),
  comment: z.boolean(),
  comment_for_guests: z.boolean(),
  share: z.boolean(),
  delete: z.boolean(),
  purge: z.boolean(),
})
export const DocumentDetail = Document.extend({ may: DocumentRights })
export type DocumentDetail = z.infer<typeof DocumentDetail>

export const DocumentChange = z
  .object({
    title: OneLine(500),
    description: z.string().max(10_000).nullable(),
    document_type: DocumentType.nullable().meta({
      description: 'null takes a correction back: the type is again what was read.',
    }),
    category: z.string().trim().max(100).nullable().meta({ description: 'One of the type’s categories.' }),
    tags: z.array(Tag).max(MOST_TAGS),
    custom_fields: CustomFields,
    visibility: Visibility,
    team_id: z.uuid().nullable(),
    filename: OneLine(255).regex(/^[^/\\]*$/, 'has no slashes: it is a name and no path'),
    retain_until: z.iso.date().nullable(),
  })
  .partial()
export type DocumentChange = z.infer<typeof DocumentChange>

/** Options that can be set for a file during upload. */
export const UploadOptions = z.object({
  title: OneLine(500).optional(),
  visibility: Visibility.default('private'),
  team_id: z.uuid().optional(),
  tags: z.array(Tag).max(MOST_TAGS).default([]),
  folder: z.string().max(1000).optional(),
  allow_duplicate: z.boolean().default(false),
})
export type UploadOptions = z.infer<typeof UploadOptions>

export const SORTS = [
  'relevance',
  'newest',
  'oldest',
  'changed',
  'changed_asc',
  'title',
  'title_desc',
  'property',
  'property_desc',
  'type',
  'type_desc',
  'size',
  'size_asc',
] as const

/** Selects documents: the search words, and the filters. */
export const Narrowing = z.object({
  q: z.string().trim().max(500).optional(),
  document_type: Many.pipe(z.array(DocumentType)).optional(),
  category: Many.pipe(z.array(z.string().max(100)).max(50)).optional(),
  property: z.string().trim().min(1).max(300).optional().meta({
    description:
      'A part of the property’s address, from the start of a word, in any case: "12 harbor st" finds "12 Harbor Street, Austin".',
  }),
  status: Many.pipe(z.array(DocumentStatus)).optional(),
  tag: Many.pipe(z.array(z.string().max(60)).max(20)).optional(),
  uploaded_by: Many.pipe(z.array(z.uuid()).max(50)).optional(),
  visibility: Visibility.optional(),
  needs_review: z.stringbool().optional(),
  readable: z.stringbool().optional(),
  /** Only documents that colleagues share with the caller. */
  shared_with_me: z.stringbool().default(false),
  created_from: z.iso.date().optional(),
  created_to: z.iso.date().optional(),
  min_size: z.coerce.number().int().min(0).optional(),
  max_size: z.coerce.number().int().min(0).optional(),
  trashed: z.stringbool().default(false),
  sort: z.enum(SORTS).optional(),
})

export const RANGES: [from: string, to: string][] = [
  ['created_from', 'created_to'],
  ['min_size', 'max_size'],
]

/** As in the address of the list of documents, which can also be grouped. */
export const ViewedDocuments = z.strictObject({
  ...Narrowing.omit({ sort: true }).shape,
  group: z.literal('property').optional(),
})

export const DocumentFilter = inOrder(
  Narrowing.extend({
    facets: z.stringbool().default(false),
    limit: z.coerce.number().int().min(1).max(100).default(25),
    cursor: z.string().max(1000).optional(),
  }),
  ...RANGES,
)
export type DocumentFilter = z.infer<typeof DocumentFilter>

const Bucket = z.object({ value: z.string(), count: z.number().int(), label: z.string().nullable() })
export const Facets = z.object({
  document_type: z.array(Bucket),
  status: z.array(Bucket),
  category: z.array(Bucket),
  property: z.array(Bucket),
  tag: z.array(Bucket),
  uploaded_by: z.array(Bucket),
})
export type Facets = z.infer<typeof Facets>

/** Where the words were found: parts of a text, alternating between matches and the text around them. */
export const Highlight = z.object({
  page_number: z.number().int().nullable(),
  parts: z.array(z.object({ text: z.string(), hit: z.boolean() })),
})
export type Highlight = z.infer<typeof Highlight>
export const DocumentHit = Document.extend({ highlights: z.array(Highlight) })
export type DocumentHit = z.infer<typeof DocumentHit>

export const DocumentList = z.object({
  items: z.array(DocumentHit),
  next_cursor: z.string().nullable(),
  total: z.number().int().nullable().meta({
    description: 'How many there are, on the first page of a search or where facets were asked for.',
  }),
  total_is_exact: z.boolean().meta({
    description:
      'False when there are more: of what words find, the newest 1,000 are ranked and counted; without words, the newest 10,000 are counted.',
  }),
  corrected_query: z.string().nullable(),
  facets: Facets.nullable(),
})
export type DocumentList = z.infer<typeof DocumentList>

/** A word and its box: `[text, x0, y0, x1, y1]`, fractions of the page from its top left corner. */
export const WordBox = z.tuple([z.string(), z.number(), z.number(), z.number(), z.number()])

export const Page = z.object({
  page_number: z.number().int(),
  width: z.number(),
  height: z.number(),
  text: z.string(),
  words: z.array(WordBox),
  source: z.enum(['text_layer', 'ocr', 'none']),
  has_image: z.boolean(),
})
export type Page = z.infer<typeof Page>

/**
 * A single change to more would hold its rows for too long. An id may be in capitals; rows and responses have it in
 * lowercase.
 */
export const ManyIds = z.array(z.uuid().toLowerCase()).min(1).max(500)

export const BulkChange = z.discriminatedUnion('action', [
  z.object({
    action: z.literal('tag'),
    ids: ManyIds,
    tags: z.array(Tag).min(1).max(20),
  }),
  z.object({
    action: z.literal('untag'),
    ids: ManyIds,
    tags: z.array(Tag).min(1).max(20),
  }),
  z.object({
    action: z.literal('move'),
    ids: ManyIds,
    visibility: Visibility,
    team_id: z.uuid().optional(),
  }),
  z.object({ action: z.literal('trash'), ids: ManyIds }),
  z.object({ action: z.literal('restore'), ids: ManyIds }),
])
export type BulkChange = z.infer<typeof BulkChange>
export const BulkResult = z.object({
  done: z.array(z.uuid()),
  refused: z.array(z.object({ id: z.uuid(), reason: z.string() })),
})
export type BulkResult = z.infer<typeof BulkResult>

/** `reserved_bytes`: reserved for files that are being uploaded. */
export const Usage = z.object({ used_bytes: z.number(), reserved_bytes: z.number(), quota_bytes: z.number() })
