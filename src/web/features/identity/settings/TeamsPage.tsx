import {
  ActionIcon,
  Button,
  Card,
  Group,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Member } from '#domains/identity/schema.ts'
import type { Team } from '#domains/identity/teams/schema.ts'
import { post, put, remove } from '#web/api.ts'
import { members, teams } from '#web/features/identity/requests.ts'
import { PersonChip } from '#web/kit/chips.tsx'
import { notifyRefusal, notifyUndo } from '#web/kit/notify.tsx'
import { useProblemForm } from '#web/kit/problem-form.ts'
import { Empty, Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useMay } from '#web/session.ts'

export function TeamsPage() {
  const manage = useMay('teams.manage')
  const { data, error } = useQuery(teams)
  const { data: people = [] } = useQuery(members)
  return (
    <>
      {manage && <NewTeam />}
      {error && <Refused error={error} />}
      {!data && !error && <RowsSkeleton />}
      {data?.length === 0 && (
        <Empty title="No teams yet">
          A team sees the documents whose visibility is “team”. Make one, then put members in.
        </Empty>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} mt="md">
        {data?.map((team) => (
          <TeamCard key={team.id} team={team} people={people} manage={manage} />
        ))}
      </SimpleGrid>
    </>
  )
}

function NewTeam() {
  const queries = useQueryClient()
  const { form, submit, refusal, busy } = useProblemForm({ initialValues: { name: '' } })
  const make = submit(async (values) => {
    await post('/teams', values)
    form.reset()
    await queries.invalidateQueries({ queryKey: ['teams'] })
  })
  return (
    <form onSubmit={make}>
      <Group align="flex-start" gap="xs">
        <TextInput
          aria-label="Name of the new team"
          placeholder="Name of a new team"
          required
          {...form.getInputProps('name')}
          error={form.errors.name ?? refusal}
        />
        <Button type="submit" variant="default" loading={busy}>
          Make a team
        </Button>
      </Group>
    </form>
  )
}

function TeamCard({ team, people, manage }: { team: Team; people: Member[]; manage: boolean }) {
  const queries = useQueryClient()
  const again = () => queries.invalidateQueries({ queryKey: ['teams'] })
  const inside = new Set(team.members.map(({ user_id }) => user_id))
  const outside = people.filter(({ user_id, status }) => status === 'active' && !inside.has(user_id))

  const add = (user_id: string, role: 'lead' | 'member' = 'member') =>
    put(`/teams/${team.id}/members/${user_id}`, { role }).then(again)
  const drop = async ({ user_id, display_name, role }: TeamMember) => {
    await remove(`/teams/${team.id}/members/${user_id}`)
    await again()
    notifyUndo(`${display_name} is out of ${team.name}.`, () => add(user_id, role))
  }
  const dissolve = async () => {
    await remove(`/teams/${team.id}`)
    await again()
    notifyUndo(`${team.name} is dissolved.`, () => restore(team).then(again))
  }

  return (
    <Card withBorder padding="md">
      <Group justify="space-between" wrap="nowrap" mb="xs">
        <Title order={2} style={{ overflowWrap: 'anywhere' }}>
          {team.name}
        </Title>
        {manage && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            onClick={() => dissolve().catch(notifyRefusal)}
          >
            Dissolve
          </Button>
        )}
      </Group>
      <TeamMembers team={team} drop={manage ? drop : undefined} />
      {manage && outside.length > 0 && (
        <Select
          placeholder="Add a member"
          aria-label={`Add a member to ${team.name}`}
          size="xs"
          searchable
          value={null}
          data={outside.map(({ user_id, display_name, email }) => ({
            value: user_id,
            label: display_name ?? email,
          }))}
          onChange={(user_id) => user_id && add(user_id).catch(notifyRefusal)}
        />
      )}
    </Card>
  )
}

type TeamMember = Team['members'][number]
type TeamMembersProps = { team: Team; drop: ((member: TeamMember) => Promise<void>) | undefined }

function TeamMembers({ team, drop }: TeamMembersProps) {
  return (
    <Stack gap={6} mb="sm">
      {team.members.length === 0 && (
        <Text size="sm" c="dimmed">
          Nobody is in it yet.
        </Text>
      )}
      {team.members.map((member) => (
        <Group key={member.user_id} justify="space-between" wrap="nowrap" fz="sm">
          <PersonChip name={member.display_name} note={member.role === 'lead' ? 'lead' : undefined} />
          {drop && (
            <ActionIcon
              size="sm"
              aria-label={`Take ${member.display_name} out`}
              onClick={() => drop(member).catch(notifyRefusal)}
            >
              <IconX size={14} />
            </ActionIcon>
          )}
        </Group>
      ))}
    </Stack>
  )
}

/** The same name and the same people; what named the old team does not come back. */
async function restore({ name, description, members: people }: Team): Promise<void> {
  const { id } = await post<Team>('/teams', { name, description })
  for (const { user_id, role } of people) await put(`/teams/${id}/members/${user_id}`, { role })
}
