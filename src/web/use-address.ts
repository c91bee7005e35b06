import { useNavigate, useSearch } from '@tanstack/react-router'
import type { Search } from './kit/filters/filter.ts'

/** What the address of the page says after its `?`, and how it is made to say something else. */
export function useAddress(): [search: Search, setSearch: (search: Search) => void] {
  const search: Search = useSearch({ strict: false })
  const navigate = useNavigate()
  return [search, (next) => navigate({ to: '.', search: next, replace: true })]
}
