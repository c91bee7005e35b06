import { Menu, Text, Tooltip, UnstyledButton } from '@mantine/core'
import { IconCheck, IconSelector } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ORGANIZATION_TYPES } from '#web/roles.ts'
import { useMembership, useSession, useSessionKeeper } from '#web/session.ts'
import { OrganizationLogo } from './OrganizationLogo.tsx'
import styles from './OrganizationMenu.module.css'

/** Which organization this tab works for. Nothing of one stays when another is chosen. */
export function OrganizationMenu({ rail }: { rail: boolean }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const keeper = useSessionKeeper()
  const membership = useMembership()
  const organizations = useSession()?.organizations ?? []
  const choose = (organization_id: string) => {
    keeper.chooseOrganization(organization_id)
    queries.clear()
    return navigate({ to: '/' })
  }
  const { name, type, logo_url } = membership
  const logo = <OrganizationLogo name={name} logo_url={logo_url} />
  const words = !rail && (
    <span className={styles.words}>
      <Text span size="sm" fw={600} truncate display="block">
        {name}
      </Text>
      <Text span size="xs" c="dimmed" truncate display="block">
        {ORGANIZATION_TYPES[type]}
      </Text>
    </span>
  )
  if (organizations.length === 1)
    return (
      <Tooltip label={name} position="right" disabled={!rail}>
        <div className={styles.organization}>
          {logo}
          {words}
        </div>
      </Tooltip>
    )
  return (
    <Menu position="bottom-start" width={248}>
      <Menu.Target>
        <UnstyledButton className={styles.organization} aria-label={`Organization: ${name}. Switch`}>
          {logo}
          {words}
          {!rail && <IconSelector size={16} aria-hidden />}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Switch organization</Menu.Label>
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
