const SENTENCES = {
  corrupt:
    'This file is damaged or incomplete. Open it on your computer, save it again and upload the new copy.',
  empty: 'This file is empty. Choose the file again and upload it.',
  encrypted: 'This file is protected by a password. Save a copy without the password and upload that.',
  memory: 'This file needs more memory than one document may use. Split it or save it at a lower resolution.',
  timeout: 'Reading this file took too long and was stopped. Split it into smaller files and upload those.',
  too_large: 'This file is larger than one document may be. Split it or compress it and upload it again.',
  unsupported: 'This kind of file cannot be read. It is kept as it is; to have its text, upload it as a PDF.',
  crashed: 'This file could not be read. It is kept as it is; save it as a PDF and upload that.',
} as const

export type ReadingErrorCode = keyof typeof SENTENCES

export const READING_ERROR_CODES = Object.keys(SENTENCES) as ReadingErrorCode[]

/** A document that can't be read. The message is for the person who uploaded it; `detail` is for the log. */
export class ReadingError extends Error {
  override name = 'ReadingError'
  readonly code: ReadingErrorCode
  readonly detail: string

  constructor(code: ReadingErrorCode, detail = '') {
    super(SENTENCES[code])
    this.code = code
    this.detail = detail
  }
}
