import { Navigate, useSearch } from '@tanstack/react-router'

/** The trash is a view of the documents; its former address leads there. */
export function TrashPage() {
  const search = useSearch({ from: '/frame/documents/trash' })
  return <Navigate to="/documents" search={{ ...search, view: 'trash', trashed: 'true' }} replace />
}
