import { z } from 'zod'
import { fact } from '#infra/events.ts'

const change = z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() }))
const version = z.object({ version_number: z.number(), file_hash: z.string() })

export const documentUploaded = fact(
  'documents.uploaded',
  'document',
  version.extend({ filename: z.string(), file_size: z.number() }),
)
export const versionAdded = fact(
  'documents.version_added',
  'document',
  version.extend({ restored_from: z.number().nullable() }),
)
export const documentStageReached = fact(
  'documents.stage_reached',
  'document',
  z.object({ stage: z.string() }),
)
export const documentRead = fact(
  'documents.read',
  'document',
  z.object({ version_number: z.number(), page_count: z.number() }),
)
export const documentUnderstood = fact(
  'documents.understood',
  'document',
  z.object({
    version_number: z.number(),
    document_type: z.string(),
    confidence_score: z.number(),
    needs_review: z.boolean(),
  }),
)
export const processingFailed = fact(
  'documents.processing_failed',
  'document',
  z.object({ code: z.string(), message: z.string() }),
)
export const documentRetried = fact('documents.retried', 'document', z.object({}))
export const documentChanged = fact('documents.changed', 'document', change)
export const typeCorrected = fact(
  'documents.type_corrected',
  'document',
  z.object({ from: z.string().nullable(), to: z.string() }),
)
export const extractionDecided = fact(
  'documents.extraction_decided',
  'document',
  z.object({ extraction_id: z.uuid(), field: z.string(), value: z.string(), state: z.string() }),
)
export const documentShared = fact(
  'documents.shared',
  'document',
  version.extend({ share_id: z.uuid(), shared_with: z.string().nullable(), access_type: z.string() }),
)
export const shareRevoked = fact('documents.share_revoked', 'document', z.object({ share_id: z.uuid() }))
export const shareFirstViewed = fact(
  'documents.share_first_viewed',
  'document',
  z.object({ share_id: z.uuid() }),
)
export const documentCommented = fact('documents.commented', 'document', z.object({ comment_id: z.uuid() }))
export const documentTrashed = fact('documents.trashed', 'document', z.object({ title: z.string() }))
export const documentRestored = fact('documents.restored', 'document', z.object({}))
export const documentPurged = fact(
  'documents.purged',
  'document',
  z.object({ title: z.string(), file_hashes: z.array(z.string()) }),
)
