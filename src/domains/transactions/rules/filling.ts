/** What an item of a deal's list takes. */
type Taking = {
  id: string
  document_type: string | null
  document_category: string | null
}
type Kind = { document_type: string | null; category: string | null }

/**
 * The one item that a document fills by itself: of its category if an item names it, otherwise of its type. Where several
 * could be meant, people decide.
 */
export function itemFor<I extends Taking>({ document_type, category }: Kind, items: I[]): I | undefined {
  if (!document_type) return undefined
  const of_type = items.filter((item) => item.document_type === document_type)
  const of_category = of_type.filter(
    ({ document_category }) => document_category !== null && document_category === category,
  )
  const fitting =
    of_category.length > 0 ? of_category : of_type.filter((item) => item.document_category === null)
  return fitting.length === 1 ? fitting[0] : undefined
}
