import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { teams } from '#domains/identity/teams/contract.ts'
import { everyOf } from '#web/calls.ts'

type Kept<Visibility extends string> = { visibility: Visibility; team_id: string | null }
type Props<Visibility extends string> = {
  settings: Kept<Visibility>
  choices: { value: Visibility; label: string }[]
  change: (some: Partial<Kept<Visibility>>) => void
}

/** Who sees what an import adds; of a team, which one. */
export function VisibleTo<Visibility extends string>({ settings, choices, change }: Props<Visibility>) {
  const { data: groups = [] } = useQuery(everyOf(teams.all, {}))
  return (
    <>
      <Select
        label="Visible to"
        allowDeselect={false}
        data={choices}
        value={settings.visibility}
        onChange={(visibility) => visibility && change({ visibility })}
      />
      {settings.visibility === 'team' && (
        <Select
          label="Team"
          required
          placeholder="Choose a team"
          data={groups.map(({ id, name }) => ({ value: id, label: name }))}
          value={settings.team_id}
          error={settings.team_id ? null : 'Choose the team that can see them.'}
          onChange={(team_id) => change({ team_id })}
        />
      )}
    </>
  )
}
