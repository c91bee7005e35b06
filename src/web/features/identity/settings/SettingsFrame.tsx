import { Tabs } from '@mantine/core'
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { useMembership, useSession } from '#web/session.ts'
import { SETTINGS } from './sections.ts'

/** The sections as tabs, each a page of its own; only those that the person's role opens. */
export function SettingsFrame() {
  const { permissions } = useMembership()
  const user = useSession()?.user
  const path = useRouterState({ select: (state) => state.location.pathname })
  const navigate = useNavigate()
  const shown = SETTINGS.filter(({ needs }) => !needs || permissions.includes(needs))
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
