import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { domains } from '#web/app/domains.ts'
import { useActions } from '#web/app/frame/actions.ts'
import { matches } from '#web/kit/matches.ts'
import type { Action, Finder, Found, Hit, Place } from '#web/pages.ts'
import { useMembership } from '#web/session.ts'
import { placesFor } from './places.ts'
import { listRecentPlaces } from './recent-places.ts'
import { useAsking } from './use-asking.ts'

/** `sure`: it's what the words find, and not what an earlier answer still shows. */
export type Listed = Omit<Hit, 'to'> & {
  key: string
  to?: string | undefined
  run?: (() => void) | undefined
  sure: boolean
}
export type Group = { title: string; hits: Listed[] }

const SHOWN_OF_A_KIND = 5
const FINDERS = domains.flatMap(({ finders = [] }) => finders).sort((a, b) => a.order - b.order)

/** What begins with one of these is looked for among people, actions or deals only. */
const PREFIX = /^([@>#])\s*/

/** What fits the words, by kind, what was used last first; before anything is typed, what people usually want. */
export function useFound(text: string) {
  const membership = useMembership()
  const actions = useActions()
  const prefix = PREFIX.exec(text)?.[1]
  const asked = text.replace(PREFIX, '').trim()
  const [q] = useDebouncedValue(asked, 150)
  const finders = FINDERS.filter(({ needs }) => !needs || membership.permissions.includes(needs)).filter(
    (finder) => !prefix || finder.prefix === prefix,
  )
  const answers = useAnswers(finders, q)
  const isSettled = (answer: (typeof answers)[number] | undefined) =>
    q === asked && !!answer && !answer.isPlaceholderData && !answer.isPending
  // An action that is called so comes before pages that are only about it.
  const places: Group[] = [
    { title: 'Pages', hits: prefix ? [] : placesIn(placesFor(membership), asked) },
    { title: 'Actions', hits: prefix && prefix !== '>' ? [] : placesIn(actions, asked) },
  ]
    .map(({ title, hits }) => ({ title, hits: hits.slice(0, prefix ? 20 : SHOWN_OF_A_KIND) }))
    .sort((a, b) => (asked ? bestOf(a, asked) - bestOf(b, asked) : 0))
  const things: Group[] = finders.map(({ title, recent = title }, i) => ({
    title: asked ? title : recent,
    hits: (answers[i]?.data?.hits ?? []).map((hit) => ({
      ...hit,
      key: hit.to,
      sure: isSettled(answers[i]),
    })),
  }))
  return {
    asked,
    groups: (asked ? [...places, ...things] : [...things, ...places]).filter(({ hits }) => hits.length),
    settled: answers.every(isSettled),
    corrected: asked ? answers.map(({ data }) => data?.corrected).find(Boolean) : null,
    more: asked ? answers.flatMap(({ data }) => data?.more ?? []) : [],
    error: answers.find(({ error }) => error)?.error,
    loading: answers.some(({ isLoading }) => isLoading),
  }
}

function useAnswers(finders: Finder[], q: string) {
  const asking = useAsking()
  const { organization_id } = asking.membership
  return useQueries({
    queries: finders.map(({ title, load }) => ({
      queryKey: ['find', organization_id, title, q],
      queryFn: async (): Promise<Found> => (await load()).find(q, asking),
      placeholderData: keepPreviousData,
      staleTime: q ? 15_000 : 0,
    })),
  })
}

type Known = Place | Action
const keyOf = ({ to, title }: Known) => to ?? title

function placesIn(places: Known[], asked: string): Listed[] {
  const recent = listRecentPlaces()
  const age = (place: Known) => {
    const at = recent.indexOf(keyOf(place))
    return at < 0 ? recent.length : at
  }
  return places
    .filter(({ title, note = '', words = '' }) => matches(`${title} ${note} ${words}`, asked))
    .sort((a, b) => rank(a, asked) - rank(b, asked) || age(a) - age(b))
    .map((place) => ({
      key: keyOf(place),
      title: place.title,
      note: place.note,
      to: place.to,
      run: 'run' in place ? place.run : undefined,
      icon: <place.icon size={18} stroke={1.5} aria-hidden />,
      sure: true,
    }))
}

const bestOf = ({ hits }: Group, asked: string) => (hits[0] ? rank(hits[0], asked) : 1)

/** What is called so comes before what is only about it. */
function rank({ title }: Pick<Known, 'title'>, asked: string): number {
  return matches(title, asked) ? 0 : 1
}
