import { z } from 'zod'
import { fact } from '#infra/facts/events.ts'

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
export const shareMailFailed = fact(
  'documents.share_mail_failed',
  'document',
  z.object({ share_id: z.uuid(), to: z.string() }),
)
export const documentCommented = fact(
  'documents.commented',
  'document',
  z.object({ comment_id: z.uuid(), author_kind: z.enum(['member', 'guest']).default('member') }),
)
export const documentTrashed = fact('documents.trashed', 'document', z.object({ title: z.string() }))
export const documentRestored = fact('documents.restored', 'document', z.object({}))
export const documentPurged = fact(
  'documents.purged',
  'document',
  z.object({ title: z.string(), file_hashes: z.array(z.string()) }),
)

export const documentRequested = fact(
  'documents.requested',
  'document_request',
  z.object({ title: z.string(), requested_from: z.string() }),
)
export const requestMailFailed = fact(
  'documents.request_mail_failed',
  'document_request',
  z.object({ to: z.string() }),
)
export const requestReminded = fact(
  'documents.request_reminded',
  'document_request',
  z.object({ requested_from: z.string() }),
)
export const requestExtended = fact(
  'documents.request_extended',
  'document_request',
  z.object({ expires_at: z.string() }),
)
export const documentReceived = fact(
  'documents.received',
  'document_request',
  z.object({ document_id: z.uuid(), filename: z.string(), first: z.boolean() }),
)
export const requestClosed = fact(
  'documents.request_closed',
  'document_request',
  z.object({ by: z.enum(['requester', 'sender']) }),
)
export const requestSubmitted = fact(
  'documents.request_submitted',
  'document_request',
  z.object({ missing: z.number() }),
)
export const requestItemChanged = fact(
  'documents.request_item_changed',
  'document_request',
  z.object({ title: z.string(), state: z.string() }),
)
export const requestWithdrawn = fact('documents.request_withdrawn', 'document_request', z.object({}))
