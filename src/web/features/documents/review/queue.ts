import { keepDraft, readDraft } from '#web/kit/kept-draft.ts'

const NAME = 'review'

/**
 * The documents that a person set out to review, in their order: kept in the tab, so that "3 of 14" stays true while the
 * list gets shorter behind them.
 */
export function startReview(ids: string[]): void {
  keepDraft(NAME, ids)
}

export function reviewQueue(): string[] {
  return readDraft<string[]>(NAME) ?? []
}

/** Where a document stands in the queue, and which comes after it; null at the end. */
export function placeInQueue(
  queue: string[],
  id: string,
): { index: number; next: string | null; before: string | null } {
  const index = queue.indexOf(id)
  return { index, next: queue[index + 1] ?? null, before: index > 0 ? (queue[index - 1] ?? null) : null }
}
