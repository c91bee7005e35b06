import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { documents } from '#domains/documents/contract.ts'
import type { DocumentDetail } from '#domains/documents/schema.ts'
import { answerTo, call } from '#web/calls.ts'
import { isRefusal } from '#web/http.ts'
import { keepDraft, readDraft } from '#web/kit/kept-draft.ts'
import { notify } from '#web/kit/notify.tsx'
import { changeOf, type DetailsDraft, draftOf } from './details-draft.ts'
import { useDocumentActions } from './use-document-actions.ts'

export type DetailsFormState = ReturnType<typeof useDetailsForm>

/**
 * What is being changed of a document. Only that is sent, so two people who change different things do not get in each
 * other's way; `theirs` is the state that someone else saved first.
 */
export function useDetailsForm(document: DocumentDetail) {
  const queries = useQueryClient()
  const name = `details:${document.id}`
  const [kept] = useState(() => readDraft<{ seen: DocumentDetail; draft: DetailsDraft }>(name))
  const [seen, setSeen] = useState(kept?.seen ?? document)
  const [draft, setDraft] = useState(() => kept?.draft ?? draftOf(document))
  const [theirs, setTheirs] = useState<DocumentDetail | null>(null)
  const [error, setError] = useState<unknown>(null)
  const { change } = useDocumentActions(document)
  const mine = changeOf(seen, draft)
  const dirty = Object.keys(mine).length > 0
  if (!dirty && document.version > seen.version) take(document)

  useEffect(() => keepDraft(name, dirty ? { seen, draft } : null), [name, dirty, seen, draft])

  function take(next: DocumentDetail) {
    setSeen(next)
    setDraft(draftOf(next))
    setTheirs(null)
  }
  const save = async (version = seen.version) => {
    setError(null)
    try {
      take(await change(mine, version))
      notify('Saved.')
    } catch (refusal) {
      if (!isRefusal(refusal, 'stale')) return setError(refusal)
      const newest = await call(documents.one, { id: document.id })
      queries.setQueryData(answerTo(documents.one, { id: document.id }).queryKey, newest)
      setTheirs(newest)
    }
  }
  const edit = (now: Partial<DetailsDraft>) => setDraft({ ...draft, ...now })
  return { seen, draft, mine, dirty, theirs, error, edit, save, take }
}
