import { Outlet, useRouterState } from '@tanstack/react-router'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { PageTabs } from '#web/kit/PageTabs.tsx'
import { useMembership, useSession } from '#web/session.ts'
import styles from './Section.module.css'
import { SETTINGS } from './sections.ts'

/** The sections as tabs, each a page of its own; only those that the person's role opens. */
export function SettingsFrame() {
  const { permissions } = useMembership()
  const user = useSession()?.user
  const path = useRouterState({ select: (state) => state.location.pathname })
  const shown = SETTINGS.filter(({ needs }) => !needs || permissions.includes(needs))
  const current = shown.find(({ to }) => path.startsWith(to))
  return (
    <>
      <PageHeader title="Settings" tab={current?.label} note={user?.email} />
      <PageTabs label="Settings" pages={shown} />
      <div className={styles.page}>{current && <Outlet />}</div>
    </>
  )
}
