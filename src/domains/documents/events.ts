import { z } from 'zod'
import { fact } from '#infra/facts/events.ts'

const change = z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() }))
const version = z.object({ version_number: z.number(), file_hash: z.string() })

export const documentUploaded = fact(
  'documents.uploaded',
  'document',
  'Document uploaded',
  version.extend({ filename: z.string(), file_size: z.number() }),
)
export const versionAdded = fact(
  'documents.version_added',
  'document',
  'New version added',
  version.extend({ restored_from: z.number().nullable() }),
)
export const documentStageReached = fact(
  'documents.stage_reached',
  'document',
  'Processing step finished',
  z.object({ stage: z.string() }),
)
export const documentRead = fact(
  'documents.read',
  'document',
  'Text read',
  z.object({ version_number: z.number(), page_count: z.number() }),
)
export const documentUnderstood = fact(
  'documents.understood',
  'document',
  'Type and key terms recognized',
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
  'Processing failed',
  z.object({ code: z.string(), message: z.string() }),
)
export const documentRetried = fact('documents.retried', 'document', 'Processing started again', z.object({}))
export const documentChanged = fact('documents.changed', 'document', 'Details changed', change)
export const typeCorrected = fact(
  'documents.type_corrected',
  'document',
  'Type corrected',
  z.object({ from: z.string().nullable(), to: z.string() }),
)
export const extractionDecided = fact(
  'documents.extraction_decided',
  'document',
  'Key term accepted, edited or rejected',
  z.object({ extraction_id: z.uuid(), field: z.string(), value: z.string(), state: z.string() }),
)
export const documentShared = fact(
  'documents.shared',
  'document',
  'Document shared',
  version.extend({ share_id: z.uuid(), shared_with: z.string().nullable(), access_type: z.string() }),
)
export const shareRevoked = fact(
  'documents.share_revoked',
  'document',
  'Share revoked',
  z.object({ share_id: z.uuid() }),
)
export const shareFirstViewed = fact(
  'documents.share_first_viewed',
  'document',
  'Shared link first opened',
  z.object({ share_id: z.uuid() }),
)
export const shareLocked = fact(
  'documents.share_locked',
  'document',
  'Shared link locked after wrong passwords',
  z.object({ share_id: z.uuid() }),
)
export const shareMailFailed = fact(
  'documents.share_mail_failed',
  'document',
  'Email with a link not delivered',
  z.object({ share_id: z.uuid(), to: z.string() }),
)
export const documentCommented = fact(
  'documents.commented',
  'document',
  'Comment added',
  z.object({ comment_id: z.uuid(), author_kind: z.enum(['member', 'guest']).default('member') }),
)
export const documentTrashed = fact(
  'documents.trashed',
  'document',
  'Moved to trash',
  z.object({ title: z.string() }),
)
export const documentRestored = fact('documents.restored', 'document', 'Restored from trash', z.object({}))
export const documentPurged = fact(
  'documents.purged',
  'document',
  'Deleted permanently',
  z.object({ title: z.string(), file_hashes: z.array(z.string()) }),
)

export const documentRequested = fact(
  'documents.requested',
  'document_request',
  'Documents requested from a client',
  z.object({ title: z.string(), requested_from: z.string() }),
)
export const requestMailFailed = fact(
  'documents.request_mail_failed',
  'document_request',
  'Request email not delivered',
  z.object({ to: z.string() }),
)
export const requestReminded = fact(
  'documents.request_reminded',
  'document_request',
  'Reminder sent',
  z.object({ requested_from: z.string() }),
)
export const requestExtended = fact(
  'documents.request_extended',
  'document_request',
  'Request extended',
  z.object({ expires_at: z.string() }),
)
export const documentReceived = fact(
  'documents.received',
  'document_request',
  'Requested document received',
  z.object({ document_id: z.uuid(), filename: z.string(), first: z.boolean() }),
)
export const requestClosed = fact(
  'documents.request_closed',
  'document_request',
  'Request completed',
  // The items that were still open, which closing made unneeded.
  z.object({ by: z.enum(['requester', 'sender']), waived: z.array(z.uuid()).default([]) }),
)
export const requestSubmitted = fact(
  'documents.request_submitted',
  'document_request',
  'Requested documents submitted',
  z.object({ missing: z.number() }),
)
export const requestItemChanged = fact(
  'documents.request_item_changed',
  'document_request',
  'Requested item changed',
  z.object({ title: z.string(), state: z.string() }),
)
export const requestWithdrawn = fact(
  'documents.request_withdrawn',
  'document_request',
  'Request revoked',
  z.object({}),
)
