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
import { members } from '#domains/identity/members/contract.ts'
import type { Member } from '#domains/identity/schema.ts'
import { teams } from '#domains/identity/teams/contract.ts'
import { NewTeam, type Team } from '#domains/identity/teams/schema.ts'
import { call, everyOf, outdate } from '#web/calls.ts'
import { PersonChip } from '#web/kit/chips.tsx'
import { notifyRefusal, notifyUndo } from '#web/kit/notify.tsx'
import { Empty, Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useZodForm } from '#web/kit/use-zod-form.ts'
import { useMay } from '#web/session.ts'
import { useChange } from '#web/use-call.ts'

export function TeamsPage() {
  const manage = useMay('teams.manage')
  const { data, error } = useQuery(everyOf(teams.all, {}))
  const { data: people = [] } = useQuery(everyOf(members.all, {}))
  return (
    <>
      {manage && <NewTeamForm />}
      {error && <Refused error={error} />}
      {!data && !error && <RowsSkeleton />}
      {data?.length === 0 && (
        <Empty title="No teams yet">
          A team sees the documents that are visible to it. Create one, then add members.
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

function NewTeamForm() {
  const create = useChange(teams.create)
  const { form, field, submit, refusal, busy } = useZodForm(NewTeam, { initialValues: { name: '' } })
  const make = submit(async (values) => {
    await create.make({}, values)
    form.reset()
  })
  return (
    <form onSubmit={make} noValidate>
      <Group align="flex-start" gap="xs">
        <TextInput
          aria-label="Name of the new team"
          placeholder="Team name"
          {...field('name')}
          error={form.errors.name ?? refusal}
        />
        <Button type="submit" variant="default" loading={busy}>
          New team
        </Button>
      </Group>
    </form>
  )
}

function TeamCard({ team, people, manage }: { team: Team; people: Member[]; manage: boolean }) {
  const queries = useQueryClient()
  const addMember = useChange(teams.addMember)
  const removeMember = useChange(teams.removeMember)
  const { make: remove } = useChange(teams.remove)
  const inside = new Set(team.members.map(({ user_id }) => user_id))
  const outside = people.filter(({ user_id, status }) => status === 'active' && !inside.has(user_id))

  const add = (user_id: string, role: 'lead' | 'member' = 'member') =>
    addMember.make({ id: team.id, user_id }, { role })
  const drop = async ({ user_id, display_name, role }: TeamMember) => {
    await removeMember.make({ id: team.id, user_id })
    notifyUndo(`${display_name} removed from ${team.name}.`, () => add(user_id, role))
  }
  const deleteTeam = async () => {
    await remove({ id: team.id })
    notifyUndo(`${team.name} deleted.`, () => restore(team).then(() => outdate(queries, ['team'])))
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
            onClick={() => deleteTeam().catch(notifyRefusal)}
          >
            Delete team
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
          No members yet.
        </Text>
      )}
      {team.members.map((member) => (
        <Group key={member.user_id} justify="space-between" wrap="nowrap" fz="sm">
          <PersonChip name={member.display_name} note={member.role === 'lead' ? 'lead' : undefined} />
          {drop && (
            <ActionIcon
              size="sm"
              aria-label={`Remove ${member.display_name}`}
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

/** The same name and the same people; documents that were visible to the old team aren't visible to it. */
async function restore({ name, description, members: people }: Team): Promise<void> {
  const { id } = await call(teams.create, {}, { name, description })
  for (const { user_id, role } of people) await call(teams.addMember, { id, user_id }, { role })
}
