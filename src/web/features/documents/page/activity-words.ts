import {
  type Icon,
  IconAlertTriangle,
  IconDownload,
  IconEye,
  IconFileUpload,
  IconListCheck,
  IconMessage,
  IconPencil,
  IconShare3,
  IconSparkles,
  IconTrash,
} from '@tabler/icons-react'
import type { ActivityEntry } from '#domains/documents/activity/schema.ts'
import type { DocumentType } from '#domains/documents/schema.ts'
import { DOCUMENT_TYPES, fieldLabel, VISIBILITIES } from '#web/features/documents/words.ts'
import { formatCount } from '#web/kit/figures.ts'
import type { TimelineEntry } from '#web/kit/record/Timeline.tsx'
import type { Happened } from '#web/kit/record/timeline.ts'

type One = Happened & { entry: ActivityEntry }
type Said = { icon: Icon; did: string; detail?: string | undefined }

/** What may stand together: views of one version, decisions of one sort. */
export function happenedOf(entry: ActivityEntry): One {
  const { id, name, who, payload, version_number, success, created_at: at } = entry
  const alone = ['documents.changed', 'documents.shared', 'documents.commented'].includes(name) ? id : ''
  return { id, who, at, entry, sort: [name, payload.state ?? '', version_number, success, alone].join(' ') }
}

/** The newest of several that stand together speaks for them. */
export function entryOf(several: One[]): TimelineEntry {
  const { entry } = several[0] as One
  const { id, who, created_at: at, success, error_message, by_link, ip_address } = entry
  if (!success)
    return {
      ...{ id, who, at, late: true, icon: IconAlertTriangle },
      did: `couldn’t open the document${times(several.length)}`,
      detail: error_message ?? undefined,
    }
  const { icon, did, detail } = said(entry, several)
  const from = by_link ? ['by link', ip_address].filter(Boolean).join(', ') : undefined
  return {
    id,
    who,
    at,
    icon,
    did,
    detail: detail ?? from,
    late: entry.name === 'documents.processing_failed',
  }
}

const times = (count: number) => (count > 1 ? ` ${formatCount(count, 'time')}` : '')

function said({ name, payload, version_number }: ActivityEntry, several: One[]): Said {
  const version = version_number && version_number > 1 ? ` version ${version_number}` : ' it'
  switch (name) {
    case 'view':
      return { icon: IconEye, did: `viewed${version}${times(several.length)}` }
    case 'download':
      return { icon: IconDownload, did: `downloaded${version}${times(several.length)}` }
    case 'documents.uploaded':
      return { icon: IconFileUpload, did: 'uploaded it', detail: text(payload.filename) }
    case 'documents.version_added':
      return payload.restored_from
        ? {
            icon: IconFileUpload,
            did: `restored version ${payload.restored_from} as version ${version_number}`,
          }
        : { icon: IconFileUpload, did: `uploaded version ${version_number}` }
    case 'documents.understood':
      return { icon: IconSparkles, did: `read it as ${typeWord(payload.document_type)}` }
    case 'documents.processing_failed':
      return { icon: IconAlertTriangle, did: 'couldn’t read the file', detail: text(payload.message) }
    case 'documents.changed':
      return changed(payload)
    case 'documents.trashed':
      return { icon: IconTrash, did: 'moved it to the trash' }
    case 'documents.restored':
      return { icon: IconTrash, did: 'restored it from the trash' }
    case 'documents.shared':
      return {
        icon: IconShare3,
        did: `shared it with ${text(payload.shared_with) ?? 'anyone who has the link'}`,
      }
    case 'documents.share_revoked':
      return { icon: IconShare3, did: 'revoked a share' }
    case 'documents.commented':
      return { icon: IconMessage, did: 'commented' }
    case 'documents.extraction_decided':
      return decided(several)
    default:
      return { icon: IconPencil, did: name.replace('documents.', '').replaceAll('_', ' ') }
  }
}

const STATES: Record<string, string> = {
  accepted: 'accepted',
  rejected: 'rejected',
  proposed: 'undid the decision on',
}

function decided(several: One[]): Said {
  const [first] = several
  const verb = STATES[String(first?.entry.payload.state)] ?? 'decided on'
  if (several.length > 1)
    return { icon: IconListCheck, did: `${verb} ${formatCount(several.length, 'key term')}` }
  const { field, value } = first?.entry.payload ?? {}
  return {
    icon: IconListCheck,
    did: `${verb} ${fieldLabel(String(field)).toLowerCase()}`,
    detail: text(value),
  }
}

function changed(payload: ActivityEntry['payload']): Said {
  const fields = Object.keys(payload)
  const did =
    fields.length > 0
      ? `changed ${fields.map((field) => fieldLabel(field).toLowerCase()).join(', ')}`
      : 'saved it'
  const [field] = fields
  const only = fields.length === 1 && field ? (payload[field] as { to?: unknown }).to : undefined
  return { icon: IconPencil, did, detail: field && shown(field, only) }
}

function shown(field: string, value: unknown): string | undefined {
  if (field === 'document_type') return typeWord(value)
  if (field === 'visibility') return VISIBILITIES[value as keyof typeof VISIBILITIES]
  if (Array.isArray(value)) return value.join(', ')
  return text(value)
}

function typeWord(type: unknown): string {
  return DOCUMENT_TYPES[type as DocumentType] ?? String(type)
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
