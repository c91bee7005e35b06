import { Navigate, useSearch } from '@tanstack/react-router'

/** Review is a view of the documents; its former address leads there. */
export function ReviewPage() {
  const search = useSearch({ from: '/frame/documents/review' })
  return (
    <Navigate
      to="/documents"
      search={{ sort: 'oldest', ...search, view: 'review', needs_review: 'true' }}
      replace
    />
  )
}
