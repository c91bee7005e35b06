import type { DocumentHit } from '#domains/documents/schema.ts'
import { useSession } from '#web/session.ts'
import { CATEGORIES } from './categories.ts'
import { typeNameOf } from './words.ts'

type Typed = Pick<DocumentHit, 'document_type' | 'category' | 'needs_review' | 'readable'>

/** What a document is: for exchange companies the finer kind, because most of their papers are of the type "other". */
export function useTypeName(): (document: Typed) => string {
  const finer = useSession()?.membership?.type === 'intermediary'
  return (document) => {
    const kind = finer && document.category ? CATEGORIES[document.category] : undefined
    const name = typeNameOf(document)
    return kind && name !== '—' ? kind : name
  }
}

export function TypeName({ document }: { document: Typed }) {
  return useTypeName()(document)
}
