import { useQueryClient } from '@tanstack/react-query'
import type { DocumentChange, DocumentDetail } from '#domains/documents/schema.ts'
import { patch, post, remove } from '#web/api.ts'
import { oneDocument } from '#web/features/documents/requests.ts'
import { titleOf } from '#web/features/documents/words.ts'
import { notify, notifyRefusal, notifyUndo } from '#web/kit/notify.tsx'

/** What is done to one document. Each says what it did; what can be taken back offers it. */
export function useDocumentActions(document: DocumentDetail) {
  const queries = useQueryClient()
  const { id, version } = document
  const path = `/documents/${id}`
  const again = () => queries.invalidateQueries({ queryKey: ['documents'] })

  const change = async (now: DocumentChange, from = version) => {
    const saved = await patch<DocumentDetail>(path, now, from)
    queries.setQueryData(oneDocument(id).queryKey, saved)
    await again()
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
    setType: (document_type: NonNullable<DocumentDetail['document_type']>, said: string) =>
      (document.document_type && document.document_type !== document_type
        ? changeAndOffer({ document_type }, { document_type: document.document_type }, said)
        : change({ document_type }).then(() => notify(said))
      ).catch(notifyRefusal),
    retry: () =>
      post(`${path}/retry`)
        .then(again)
        .then(() => notify('It is being read again.'), notifyRefusal),
    /** True when it is there. */
    trash: () =>
      remove(path)
        .then(again)
        .then(() => {
          notifyUndo(`“${titleOf(document)}” is in the trash.`, () => post(`${path}/restore`).then(again))
          return true
        })
        .catch((error) => {
          notifyRefusal(error)
          return false
        }),
    restore: () =>
      post(`${path}/restore`)
        .then(again)
        .then(() => notify('It is back, as it was.'), notifyRefusal),
  }
}
