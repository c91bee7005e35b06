import type { Icon } from '@tabler/icons-react'
import type { QueryClient } from '@tanstack/react-query'
import type { AnyRoute } from '@tanstack/react-router'
import type { ComponentType, ReactNode } from 'react'
import type { Membership, User } from '#domains/identity/schema.ts'
import type { Session } from './session-keeper.ts'

/**
 * What a domain brings to the web: `features/<domain>/pages.tsx` exports one `pages`, and `app/` collects them all. The
 * file is loaded with the first page anyone opens, so it names things and loads the rest when it's needed.
 */
export type DomainPages = {
  /** Pages without a frame, such as signing in or a shared link. */
  bare?: Routes
  /** Pages for everyone, in the frame of whoever opens them. */
  open?: Routes
  /** Pages for members. */
  framed?: Routes
  /** Pages under Settings. */
  settings?: Routes
  navigation?: Entry[]
  sections?: SettingsEntry[]
  actions?: Action[]
  /** Further pages that the search box finds. */
  places?: Place[]
  finders?: Finder[]
  /** Where a subject of this kind is looked at. */
  subjects?: Record<string, (id: string) => string>
  /** What waits for the person, and what is coming up: shown on Today. */
  desk?: Desk
  /** What it says on the page of a subject of another domain, below its header: by the kind of the subject. */
  parts?: Record<string, ComponentType<{ id: string }>>
  firstSteps?: FirstStep[]
  /** Around all pages for members. */
  around?: ComponentType<{ children: ReactNode }>
  /** In the header, left of the person. */
  header?: ComponentType
  /** Over all pages while someone is signed in, such as a dialog that any request may open. */
  overlay?: ComponentType
  /** Where this person has to go before they can work. */
  detour?: (session: Session) => string | null
  shortcuts?: Shortcuts[]
}

type Routes = Readonly<Record<string, AnyRoute>>
/** Keys that work on some page, for the help that `?` opens. */
export type Shortcuts = { on: string; keys: [keys: string[], what: string][] }

type OrganizationType = Membership['type']

export type Group = 'top' | 'work' | 'documents' | 'people' | 'money' | 'grow' | 'tools' | 'foot'

export type Entry = {
  to: string
  label: string
  icon: Icon
  group: Group
  /** Its place in the group, by the kind of organization where that matters. */
  order: number | Record<OrganizationType, number>
  /** The permission without which the page has nothing to show. */
  needs?: string
  /** The kinds of organizations that have it, where it isn't all. */
  only?: OrganizationType[]
  /** Pages below it that have an entry of their own. */
  but?: string[]
  /** In the bar at the bottom of a phone; the lowest order of all domains wins. */
  phone?: boolean
  count?: Count
}

/** How many things wait there for this person. Asked again when a fact about one of `about` arrives. */
export type Count = {
  about: string[]
  words: (count: number) => string
  ask: (asking: Asking) => Promise<number>
}

export type SettingsEntry = {
  to: string
  label: string
  group: 'you' | 'organization' | 'developers' | 'system'
  order: number
  icon: Icon
  needs?: string
  /** What else people call what is there. */
  words: string
}

/** A page that the search box finds, also by what else people call it. */
export type Place = { title: string; to: string; note?: string; words?: string; icon: Icon; needs?: string }

/** Something to do. It leads to a page, or runs at once. */
export type Action = Omit<Place, 'to'> & {
  /** Under `+ New`, by this name. */
  label?: string
  order?: number
} & ({ to: string; run?: never } | { run: () => void; to?: never })

/** For whom something is found or listed. */
export type Asking = { queries: QueryClient; membership: Membership; user: User }

export type Hit = {
  to: string
  title: string
  note?: string | undefined
  icon: ReactNode
  snippet?: ReactNode
}
export type Found = {
  hits: Hit[]
  /** What was searched instead, where nothing had the words. */
  corrected?: string | null
  /** All of them. */
  more?: { label: string; to: string }
}

/** Finds things of one kind. Asked with no words, it answers what the person opened lately, or nothing. */
export type Finder = {
  title: string
  /** What the group is called before anything is typed. */
  recent?: string
  order: number
  prefix?: '@' | '#'
  needs?: string
  load: () => Promise<{ find: (q: string, asking: Asking) => Promise<Found> }>
}

export type Tone = 'waiting' | 'soon' | 'late' | 'done'

/** One line of "Needs you". */
export type Need = {
  key: string
  /** When it began to wait. */
  at: string
  /** Where it is due on a day, and not at a moment. */
  day?: string
  state: { label: string; tone: Tone }
  title: string
  note?: string | undefined
  to: string
  /** What it's about, where that has a page of its own. */
  subject?: { type: string; id: string }
  acts?: { label: string; run: () => Promise<unknown>; said: string }[]
}

export type Upcoming = {
  key: string
  /** A day, or a moment. */
  at: string
  /** What happens then: "expires". */
  verb: string
  title: string
  note?: string
  to: string
}

export type Desk = {
  about: string[]
  load: () => Promise<{
    listNeeds?: (asking: Asking) => Promise<{ needs: Need[]; more?: { label: string; to: string } }>
    listUpcoming?: (asking: Asking) => Promise<Upcoming[]>
  }>
}

/** A step of a new organization. */
export type FirstStep = {
  order: number
  title: string
  text: string
  icon: Icon
  needs: string
  label: string
  to?: string
  run?: () => void
  about: string[]
  isDone: () => Promise<boolean>
}
