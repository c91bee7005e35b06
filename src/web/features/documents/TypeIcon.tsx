import {
  type Icon,
  IconArrowsExchange,
  IconBuildingBank,
  IconCertificate,
  IconClipboardList,
  IconFileCertificate,
  IconFileDiff,
  IconFilePlus,
  IconHomeDollar,
  IconHomeSearch,
  IconMessageDollar,
  type IconProps,
  IconReceipt2,
  IconSpeakerphone,
  IconUmbrella,
  IconWritingSign,
} from '@tabler/icons-react'
import type { Document, DocumentType } from '#domains/documents/schema.ts'
import { FileIcon } from '#web/kit/chips.tsx'

const ICONS: Record<Exclude<DocumentType, 'other'>, Icon> = {
  contract: IconWritingSign,
  disclosure: IconClipboardList,
  inspection: IconHomeSearch,
  appraisal: IconHomeDollar,
  title: IconCertificate,
  insurance: IconUmbrella,
  loan: IconBuildingBank,
  listing: IconSpeakerphone,
  offer: IconMessageDollar,
  counteroffer: IconArrowsExchange,
  amendment: IconFileDiff,
  addendum: IconFilePlus,
  closing: IconReceipt2,
  deed: IconFileCertificate,
}

type Typed = Pick<Document, 'document_type' | 'mime_type' | 'needs_review'>

/** What a document is, at a glance; of one that nobody is sure of, only what kind of file it is. */
export function TypeIcon({ document, ...props }: { document: Typed } & IconProps) {
  const { document_type: type, mime_type, needs_review } = document
  if (!type || type === 'other' || needs_review) return <FileIcon mime_type={mime_type} {...props} />
  const Shown = ICONS[type]
  return (
    <Shown stroke={1.5} color="var(--mantine-color-dimmed)" style={{ flex: 'none' }} aria-hidden {...props} />
  )
}
