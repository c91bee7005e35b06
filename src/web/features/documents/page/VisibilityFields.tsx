import { Select } from '@mantine/core'
import { useTeams } from '#web/features/documents/audiences.ts'
import { options, VISIBILITIES, type VisibilityName } from '#web/features/documents/words.ts'

type Props = {
  visibility: VisibilityName
  team_id: string | null
  onChange: (change: { visibility?: VisibilityName; team_id?: string | null }) => void
}

const CHOICES = options(VISIBILITIES)

/** Who sees the document inside the organization; people outside see it only when it is shared with them. */
export function VisibilityFields({ visibility, team_id, onChange }: Props) {
  const teams = useTeams()
  return (
    <>
      <Select
        label="Visible to"
        data={CHOICES}
        value={visibility}
        allowDeselect={false}
        onChange={(next) => next && onChange({ visibility: next as VisibilityName })}
      />
      {visibility === 'team' && (
        <Select
          label="Team"
          required
          placeholder="Choose a team"
          data={teams.map(({ id, name }) => ({ value: id, label: name }))}
          value={team_id}
          error={team_id ? null : 'Choose the team that can see it.'}
          onChange={(next) => onChange({ team_id: next })}
        />
      )}
    </>
  )
}
