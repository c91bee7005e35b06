import { Avatar } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { documents } from '#domains/documents/contract.ts'
import type { DocumentHit } from '#domains/documents/schema.ts'
import { members } from '#domains/identity/members/contract.ts'
import type { Member } from '#domains/identity/schema.ts'
import { answerTo, everyOf } from '#web/calls.ts'
import { Highlighted } from '#web/features/documents/Highlights.tsx'
import { listRecent, type RecentDocument } from '#web/features/documents/recent.ts'
import { useTypeName } from '#web/features/documents/TypeName.tsx'
import { titleOf } from '#web/features/documents/words.ts'
import { ROLES } from '#web/features/identity/words.ts'
import { FileIcon, initialsOf } from '#web/kit/chips.tsx'
import { useMay, useMembership } from '#web/session.ts'
import { matches } from './matches.ts'
import { actionsFor, type Place, pagesFor } from './places.ts'
import { listRecentPlaces } from './recent-places.ts'

export type Hit = {
  to: string
  title: string
  note?: string | undefined
  icon: ReactNode
  snippet?: ReactNode
}
export type Group = { title: string; hits: Hit[] }

const SHOWN = 8
const SHOWN_OF_A_KIND = 5

/** What fits the words, by kind, what was used last first; before anything is typed, what people usually want. */
export function useFound(text: string) {
  const membership = useMembership()
  const mayRead = useMay('documents.read')
  const [q] = useDebouncedValue(text.trim(), 150)
  const answer = useQuery({
    ...answerTo(documents.all, { q, limit: SHOWN }),
    placeholderData: keepPreviousData,
    enabled: q !== '' && mayRead,
  })
  const { data: people = [] } = useQuery({ ...everyOf(members.all, {}), enabled: useMay('members.read') })
  const typeNameOf = useTypeName()
  const asked = text.trim()
  const hits =
    asked === ''
      ? listRecent(membership.organization_id).map(toRecent)
      : answer.data?.items.map(toFound(q, typeNameOf))
  const groups = [
    { title: 'Pages', hits: placesIn(pagesFor(membership), asked) },
    { title: 'Actions', hits: placesIn(actionsFor(membership), asked) },
    { title: 'People', hits: asked === '' ? [] : people.filter(fits(asked)).map(toPerson) },
  ].map(({ title, hits }) => ({ title, hits: hits.slice(0, SHOWN_OF_A_KIND) }))
  const ofDocuments = { title: asked ? 'Documents' : 'Recent documents', hits: hits ?? [] }
  return {
    groups: (asked ? [...groups, ofDocuments] : [ofDocuments, ...groups]).filter(({ hits }) => hits.length),
    // Who types and strikes Enter at once means the words, not what an earlier answer still shows.
    settled: q === asked && !answer.isPlaceholderData,
    corrected: asked ? (answer.data?.corrected_query ?? null) : null,
    error: answer.error,
    loading: answer.isLoading,
  }
}

function placesIn(places: Place[], asked: string): Hit[] {
  const recent = listRecentPlaces()
  const age = ({ to }: Place) => (recent.includes(to) ? recent.indexOf(to) : recent.length)
  return places
    .filter(({ title, note = '', words = '' }) => matches(`${title} ${note} ${words}`, asked))
    .sort((a, b) => rank(a, asked) - rank(b, asked) || age(a) - age(b))
    .map(({ to, title, note, icon: Icon }) => ({
      to,
      title,
      note,
      icon: <Icon size={18} stroke={1.5} aria-hidden />,
    }))
}

/** What is called so comes before what is only about it. */
function rank({ title }: Place, asked: string): number {
  return matches(title, asked) ? 0 : 1
}

function fits(asked: string) {
  return ({ display_name, email, status }: Member) =>
    status === 'active' && matches(`${display_name ?? ''} ${email}`, asked)
}

function toPerson({ id, display_name, email, role }: Member): Hit {
  const name = display_name ?? email
  return {
    to: `/settings/members?member=${id}`,
    title: name,
    note: ROLES[role],
    icon: (
      <Avatar size={20} radius="xl" aria-hidden>
        {initialsOf(name)}
      </Avatar>
    ),
  }
}

function toRecent({ id, title, mime_type }: RecentDocument): Hit {
  return { to: `/documents/${id}`, title, icon: <FileIcon mime_type={mime_type} size={18} /> }
}

function toFound(q: string, typeNameOf: ReturnType<typeof useTypeName>) {
  return (hit: DocumentHit): Hit => {
    const first = hit.highlights[0]
    return {
      to: `/documents/${hit.id}?${new URLSearchParams({ q })}`,
      title: titleOf(hit),
      note: hit.document_type ? typeNameOf(hit) : undefined,
      icon: <FileIcon mime_type={hit.mime_type} size={18} />,
      snippet: first && <Highlighted highlight={first} />,
    }
  }
}
