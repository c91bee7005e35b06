import { Tabs } from '@mantine/core'
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { useMembership, useSession } from '#web/session.ts'

type Section = { to: string; label: string; needs?: string }

const SECTIONS: Section[] = [
  { to: '/settings/profile', label: 'Profile' },
  { to: '/settings/security', label: 'Security' },
  { to: '/settings/members', label: 'Members', needs: 'members.read' },
  { to: '/settings/teams', label: 'Teams', needs: 'members.read' },
  { to: '/settings/organization', label: 'Organization', needs: 'organization.manage' },
  { to: '/settings/api-keys', label: 'API keys', needs: 'api_keys.use' },
  { to: '/settings/audit', label: 'Audit log', needs: 'audit.read' },
  { to: '/settings/outbox', label: 'Outbox', needs: 'organization.manage' },
]

/** The sections as tabs, each a page of its own; only those that the person's role opens. */
export function SettingsFrame() {
  const { permissions } = useMembership()
  const user = useSession()?.user
  const path = useRouterState({ select: (state) => state.location.pathname })
  const navigate = useNavigate()
  const shown = SECTIONS.filter(({ needs }) => !needs || permissions.includes(needs))
  const current = shown.find(({ to }) => path.startsWith(to))
  return (
    <>
      <PageHeader title="Settings" tab={current?.label} note={user?.email} />
      <Tabs value={current?.to ?? null} onChange={(to) => to && navigate({ to })} keepMounted={false}>
        <Tabs.List
          style={{ flexWrap: 'nowrap', overflowX: 'auto', overflowY: 'hidden', scrollbarWidth: 'thin' }}
        >
          {shown.map(({ to, label }) => (
            <Tabs.Tab key={to} value={to}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {current && (
          <Tabs.Panel value={current.to} pt="lg">
            <Outlet />
          </Tabs.Panel>
        )}
      </Tabs>
    </>
  )
}
