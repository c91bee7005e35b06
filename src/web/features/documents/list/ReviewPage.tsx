import { Navigate, useSearch } from '@tanstack/react-router'
import { reviewFilters, useChangeable } from '#web/features/documents/changeable.ts'

/** Review is a view of the documents; its former address leads there. */
export function ReviewPage() {
  const search = useSearch({ from: '/frame/documents/review' })
  const filters = reviewFilters(useChangeable())
  return (
    <Navigate to="/documents" search={{ sort: 'oldest', ...search, ...filters, view: 'review' }} replace />
  )
}
