import type { Search } from '#web/kit/filters/filter.ts'

/** A view that a list comes with. */
export type BuiltInView = {
  id: string
  label: string
  filters: Record<string, string>
  sort?: string
  /** How many wait there; nothing is said of none. */
  count?: number | null
}

/** A view that a person saved. `may`: the person who looks can change it. */
export type SavedView = {
  id: string
  name: string
  filters: Record<string, string>
  sort: string | null
  columns: string[] | null
  shared: boolean
  team_id: string | null
  team_name: string | null
  position: number
  user_name: string | null
  mine: boolean
  may: boolean
}

/** With everyone, with one team, or with no one. */
export type Sharing = Pick<SavedView, 'shared' | 'team_id'>
export const ONLY_ME: Sharing = { shared: false, team_id: null }
export const EVERYONE: Sharing = { shared: true, team_id: null }

export type ViewChange = Partial<Pick<SavedView, 'name' | 'filters' | 'sort' | 'columns'> & Sharing>

/** The saved views of a list, and what can be done with them. */
export type Views = {
  saved: SavedView[]
  /** The person can share theirs with everyone. */
  mayShare: boolean
  /** The teams with which the person can share theirs. */
  teams: { id: string; name: string }[]
  create: (name: string, sharing: Sharing, search: Search, columns: string[]) => Promise<{ id: string }>
  change: (view: SavedView, to: ViewChange) => Promise<unknown>
  remove: (view: SavedView) => Promise<void>
}

/** What the address says beside the filters of a view: which it is, and what is open beside the list. */
const BESIDE = ['view', 'open', 'sort']
/** The view of a list that names none. */
export const EVERYTHING = 'all'

export function filtersOf(search: Search): Record<string, string> {
  return Object.fromEntries(
    Object.entries(search).flatMap(([name, value]) =>
      value && !BESIDE.includes(name) ? [[name, value]] : [],
    ),
  )
}

/** The address of a view as it was saved. */
export function searchOf({
  id,
  filters,
  sort,
}: {
  id: string
  filters: Record<string, string>
  sort?: string | null | undefined
}): Search {
  return { ...filters, sort: sort ?? undefined, view: id === EVERYTHING ? undefined : id }
}

/** Whether the list was narrowed or sorted in another way since the view was opened. */
export function differs(
  search: Search,
  view: { filters: Record<string, string>; sort?: string | null | undefined },
): boolean {
  const [now, before] = [filtersOf(search), view.filters]
  const names = new Set([...Object.keys(now), ...Object.keys(before)])
  return (
    [...names].some((name) => now[name] !== before[name]) || (search.sort ?? null) !== (view.sort ?? null)
  )
}

export const LONGEST_NAME = 60

/** What is wrong with the name of a view; the tabs of a list are told apart by theirs. */
export function nameMistake(name: string, taken: string[]): string | null {
  const { length } = name.trim()
  if (length > LONGEST_NAME) return `At most ${LONGEST_NAME} characters. This name has ${length}.`
  const same = taken.some((one) => one.toLowerCase() === name.trim().toLowerCase())
  return same ? 'Another view has this name. Choose a different one.' : null
}

/** Saved views in the order of their tabs; the place of a new one is the last. */
export function placeAfter(views: Pick<SavedView, 'position'>[]): number {
  return Math.min(1000, Math.max(-1, ...views.map(({ position }) => position)) + 1)
}
