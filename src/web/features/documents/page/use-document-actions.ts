import { useQueryClient } from '@tanstack/react-query'
import { documents } from '#domains/documents/contract.ts'
import { categoryName } from '#domains/documents/rules/categories.ts'
import type { DocumentChange, DocumentDetail } from '#domains/documents/schema.ts'
import { trash } from '#domains/documents/trash/contract.ts'
import { answerTo, call, outdate } from '#web/calls.ts'
import { DOCUMENT_TYPES, titleOf } from '#web/features/documents/words.ts'
import { notify, notifyRefusal, notifyUndo } from '#web/kit/notify.tsx'
import { useChange } from '#web/use-call.ts'

type Type = NonNullable<DocumentDetail['document_type']>

/** What is done to one document. Each says what it did; what can be taken back offers it. */
export function useDocumentActions(document: DocumentDetail) {
  const queries = useQueryClient()
  const { id, version } = document
  const retry = useChange(documents.retry)
  const toTrash = useChange(trash.trash)
  const restore = useChange(trash.restore)

  const change = async (now: DocumentChange, from = version) => {
    const saved = await call(documents.change, { id }, now, { version: from })
    queries.setQueryData(answerTo(documents.one, { id }).queryKey, saved)
    await outdate(queries, documents.change.about)
    return saved
  }
  const changeAndOffer = async (now: DocumentChange, before: DocumentChange, said: string) => {
    const saved = await change(now)
    notifyUndo(said, () => change(before, saved.version))
  }

  return {
    change,
    rename: (title: string) =>
      changeAndOffer({ title }, { title: titleOf(document) }, `Renamed to “${title}”.`).catch(notifyRefusal),
    setType: (document_type: Type, category?: string) => {
      if (document_type === document.document_type && category === undefined)
        return change({ document_type }).then(() => notify('Type confirmed.'), notifyRefusal)
      const before =
        document.type_source === 'person'
          ? { document_type: document.document_type, category: document.category }
          : { document_type: null }
      const said = `Type changed to ${categoryName(category ?? null) ?? DOCUMENT_TYPES[document_type]}.`
      const now = { document_type, ...(category && { category }) }
      return (
        document.document_type ? changeAndOffer(now, before, said) : change(now).then(() => notify(said))
      ).catch(notifyRefusal)
    },
    retry: () => retry.run('Reprocessing.', { id }),
    /** True when it is there. */
    trash: async () => {
      const done = await toTrash.run(null, { id })
      if (done) notifyUndo(`“${titleOf(document)}” was moved to the trash.`, () => restore.make({ id }))
      return done
    },
    restore: () => restore.run('Restored.', { id }),
  }
}
