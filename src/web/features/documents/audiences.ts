import { useQuery } from '@tanstack/react-query'
import { teams } from '#domains/identity/teams/contract.ts'
import type { Team } from '#domains/identity/teams/schema.ts'
import { everyOf } from '#web/calls.ts'
import { VISIBILITIES, type VisibilityName } from './words.ts'

/** Who sees a document inside the organization. */
export type Audience = { visibility: VisibilityName; team_id: string | null }
export type NamedAudience = Audience & { label: string }

export function useTeams(): Team[] {
  const { data = [] } = useQuery(everyOf(teams.all, {}))
  return data
}

/** From the fewest to the most; people outside see a document when it is shared with them. */
export function useAudiences(): NamedAudience[] {
  return [
    { visibility: 'private', team_id: null, label: VISIBILITIES.private },
    ...useTeams().map(({ id, name }) => ({ visibility: 'team' as const, team_id: id, label: name })),
    { visibility: 'agency', team_id: null, label: VISIBILITIES.agency },
  ]
}

export function isSame(one: Audience, other: Audience): boolean {
  return one.visibility === other.visibility && one.team_id === other.team_id
}
