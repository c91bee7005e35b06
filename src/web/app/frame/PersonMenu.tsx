import { ActionIcon, Avatar, Menu, Text, useMantineColorScheme, VisuallyHidden } from '@mantine/core'
import { IconDeviceDesktop, IconLogout, IconMoon, IconSun, IconUser } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { notifyRefusal } from '#web/kit/notify.tsx'
import { ROLES } from '#web/roles.ts'
import { useSession, useSessionKeeper } from '#web/session.ts'

const SCHEMES = [
  { value: 'auto', label: 'Match system', icon: IconDeviceDesktop },
  { value: 'light', label: 'Light', icon: IconSun },
  { value: 'dark', label: 'Dark', icon: IconMoon },
] as const

export function PersonMenu() {
  const navigate = useNavigate()
  const { signOut } = useSessionKeeper()
  const session = useSession()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  if (!session) return null
  const { user, membership } = session
  const initials = `${user.first_name.charAt(0)}${user.last_name.charAt(0)}`.toUpperCase()
  return (
    <Menu width={240}>
      <Menu.Target>
        <ActionIcon size={34} radius="xl">
          <Avatar aria-hidden src={user.avatar_url} size={28} radius="xl" color="evergreen" variant="filled">
            {initials}
          </Avatar>
          <VisuallyHidden>{`You: ${user.first_name} ${user.last_name}`}</VisuallyHidden>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="var(--mantine-color-text)">
            {user.first_name} {user.last_name}
          </Text>
          <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
            {user.email}
          </Text>
          {membership && (
            <Text size="xs">
              {ROLES[membership.role]} at {membership.name}
            </Text>
          )}
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item leftSection={<IconUser size={16} />} onClick={() => navigate({ to: '/settings/profile' })}>
          Profile and security
        </Menu.Item>
        <Menu.Divider />
        {SCHEMES.map(({ value, label, icon: Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={16} />}
            fw={colorScheme === value ? 600 : undefined}
            aria-current={colorScheme === value}
            onClick={() => setColorScheme(value)}
          >
            {label}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => signOut().catch(notifyRefusal)}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
