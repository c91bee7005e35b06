import { useQuery } from '@tanstack/react-query'
import type { Team } from '#domains/identity/teams/schema.ts'
import { getAll } from '#web/api.ts'
import { VISIBILITIES, type VisibilityName } from './words.ts'

/** Who sees a document inside the organization. */
export type Audience = { visibility: VisibilityName; team_id: string | null }
export type NamedAudience = Audience & { label: string }

export function useTeams(): Team[] {
  const { data = [] } = useQuery({
    queryKey: ['teams', '/teams'],
    queryFn: ({ signal }) => getAll<Team>('/teams', signal),
  })
  return data
}

/** From the fewest to the most; whoever is outside sees a document by a share. */
export function useAudiences(): NamedAudience[] {
  const teams = useTeams()
  return [
    { visibility: 'private', team_id: null, label: VISIBILITIES.private },
    ...teams.map(({ id, name }) => ({ visibility: 'team' as const, team_id: id, label: name })),
    { visibility: 'agency', team_id: null, label: VISIBILITIES.agency },
  ]
}

export function isSame(one: Audience, other: Audience): boolean {
  return one.visibility === other.visibility && one.team_id === other.team_id
}
