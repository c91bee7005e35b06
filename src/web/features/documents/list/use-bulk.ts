import { useQueryClient } from '@tanstack/react-query'
import { documents } from '#domains/documents/contract.ts'
import type { BulkChange, DocumentHit } from '#domains/documents/schema.ts'
import { call, outdate } from '#web/calls.ts'
import type { NamedAudience } from '#web/features/documents/audiences.ts'
import { download } from '#web/features/documents/download.ts'
import { formatCount } from '#web/kit/figures.ts'
import { notify, notifyRefusal, notifyUndo } from '#web/kit/notify.tsx'
import type { Selection } from '#web/kit/table/use-selection.ts'

/** As many as the API changes or downloads at once. */
export const MOST = 500

/** One change to all that are selected; what was refused is said, and what was done can be undone. */
export function useBulk({ selected, clear }: Pick<Selection<DocumentHit>, 'selected' | 'clear'>) {
  const queries = useQueryClient()
  const ids = selected.map(({ id }) => id)
  const again = () => outdate(queries, documents.bulk.about)

  const run = async (
    change: BulkChange,
    said: (count: string) => string,
    back: (done: string[]) => BulkChange[],
  ) => {
    const { done, refused } = await call(documents.bulk, {}, change)
    clear()
    await again()
    if (refused[0]) notify(`${formatCount(refused.length, 'document')} not changed: ${refused[0].reason}`)
    if (done.length === 0) return
    notifyUndo(said(formatCount(done.length, 'document')), async () => {
      for (const undo of back(done)) await call(documents.bulk, {}, undo)
      await again()
    })
  }

  return {
    tag: (tags: string[]) =>
      run(
        { action: 'tag', ids, tags },
        (count) => `${count} tagged ${tags.join(', ')}.`,
        (done) => untag(selected, done, tags),
      ).catch(notifyRefusal),
    move: ({ visibility, team_id, label }: NamedAudience) =>
      run(
        { action: 'move', ids, visibility, ...(team_id && { team_id }) },
        (count) => `${count} now visible to ${team_id ? label : label.toLowerCase()}.`,
        (done) => moveBack(selected, done),
      ).catch(notifyRefusal),
    toTrash: () =>
      run(
        { action: 'trash', ids },
        (count) => `${count} moved to the trash.`,
        (done) => [{ action: 'restore', ids: done }],
      ).catch(notifyRefusal),
    restore: () =>
      run(
        { action: 'restore', ids },
        (count) => `${count} restored.`,
        (done) => [{ action: 'trash', ids: done }],
      ).catch(notifyRefusal),
    save: () => download(ids).catch(notifyRefusal),
  }
}

/** Only the tags that a document did not have before are taken away again. */
function untag(selected: DocumentHit[], done: string[], tags: string[]): BulkChange[] {
  return tags.flatMap((tag) => {
    const ids = selected
      .filter((document) => done.includes(document.id) && !document.tags.includes(tag))
      .map(({ id }) => id)
    return ids.length ? [{ action: 'untag' as const, ids, tags: [tag] }] : []
  })
}

function moveBack(selected: DocumentHit[], done: string[]): BulkChange[] {
  const before = Map.groupBy(
    selected.filter(({ id }) => done.includes(id)),
    ({ visibility, team_id }) => `${visibility} ${team_id ?? ''}`,
  )
  return [...before.values()].flatMap((documents) => {
    const first = documents[0]
    if (!first) return []
    const team = first.team_id ? { team_id: first.team_id } : {}
    return [
      { action: 'move' as const, ids: documents.map(({ id }) => id), visibility: first.visibility, ...team },
    ]
  })
}
