import { categoryName } from '#domains/documents/rules/categories.ts'
import type { DocumentHit } from '#domains/documents/schema.ts'
import { useSession } from '#web/session.ts'
import { typeNameOf } from './words.ts'

type Typed = Pick<DocumentHit, 'document_type' | 'category' | 'needs_review' | 'readable'>

/** Exchange companies tell their documents apart by category. */
export function useIsIntermediary(): boolean {
  return useSession()?.membership?.type === 'intermediary'
}

/** What a document is: for exchange companies the finer kind, because most of their documents are of the type "other". */
export function typeNameIn(intermediary: boolean): (document: Typed) => string {
  return (document) => {
    const kind = intermediary ? categoryName(document.category) : undefined
    const name = typeNameOf(document)
    return kind && name !== '—' ? kind : name
  }
}

export function useTypeName(): (document: Typed) => string {
  return typeNameIn(useIsIntermediary())
}

export function TypeName({ document }: { document: Typed }) {
  return useTypeName()(document)
}
