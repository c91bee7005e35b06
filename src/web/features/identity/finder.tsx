import { Avatar } from '@mantine/core'
import { members } from '#domains/identity/members/contract.ts'
import type { Member } from '#domains/identity/schema.ts'
import { everyOf } from '#web/calls.ts'
import { initialsOf } from '#web/kit/chips.tsx'
import { matches } from '#web/kit/matches.ts'
import type { Asking, Found, Hit } from '#web/pages.ts'
import { ROLES } from '#web/roles.ts'

/** Active members by name or email; with no words, nobody. */
export async function find(q: string, { queries }: Asking): Promise<Found> {
  if (q === '') return { hits: [] }
  const people = await queries.fetchQuery(everyOf(members.all, {}))
  return { hits: people.filter(fits(q)).map(toHit) }
}

function fits(q: string) {
  return ({ display_name, email, status }: Member) =>
    status === 'active' && matches(`${display_name ?? ''} ${email}`, q)
}

function toHit({ id, display_name, email, role }: Member): Hit {
  const name = display_name ?? email
  return {
    to: `/settings/members?open=${id}`,
    title: name,
    note: ROLES[role],
    icon: (
      <Avatar size={20} radius="xl" aria-hidden>
        {initialsOf(name)}
      </Avatar>
    ),
  }
}
