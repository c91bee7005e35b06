import type { DocumentDetail, UploadOptions } from '#domains/documents/schema.ts'

/** What is said of files before they are sent. */
export type Choices = Pick<UploadOptions, 'visibility'> & { team_id?: string }

/** A file on its way. It ends in the id of the document; `stop` keeps what was sent, where that can be gone on with. */
export type Transfer = {
  ended: Promise<Pick<DocumentDetail, 'id'>>
  stop: () => void
  resume?: () => void
}
