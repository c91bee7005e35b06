import { AppError } from '#lib/errors.ts'

/** A file that can't be imported: the sentence says what is wrong and what to do. */
export function unreadable(sentence: string): AppError {
  return new AppError('invalid', sentence, { issues: [{ field: 'file', reason: 'can’t be read' }] })
}
