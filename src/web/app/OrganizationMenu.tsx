import { Button, Menu, Text } from '@mantine/core'
import { IconCheck, IconChevronDown } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ORGANIZATION_TYPES } from '#web/features/identity/words.ts'
import { useSession, useSessionKeeper } from '#web/session.ts'

/** Which organization this tab works for; another one is another world, so nothing of this one stays. */
export function OrganizationMenu() {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const keeper = useSessionKeeper()
  const session = useSession()
  if (!session?.membership) return null
  const { membership, organizations } = session
  const choose = (organization_id: string) => {
    keeper.chooseOrganization(organization_id)
    queries.clear()
    return navigate({ to: '/' })
  }
  if (organizations.length === 1)
    return (
      <Text size="sm" fw={500} truncate maw={220} visibleFrom="sm" mr={6}>
        {membership.name}
      </Text>
    )
  return (
    <Menu>
      <Menu.Target>
        <Button variant="subtle" color="gray" rightSection={<IconChevronDown size={14} />} maw={240}>
          <Text span truncate inherit>
            {membership.name}
          </Text>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {organizations.map(({ organization_id, name, type }) => (
          <Menu.Item
            key={organization_id}
            onClick={() => choose(organization_id)}
            rightSection={organization_id === membership.organization_id ? <IconCheck size={15} /> : null}
          >
            {name}
            <Text size="xs" c="dimmed">
              {ORGANIZATION_TYPES[type]}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
