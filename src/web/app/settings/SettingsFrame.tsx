import { Text } from '@mantine/core'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { useMembership } from '#web/session.ts'
import styles from './SettingsFrame.module.css'
import { SettingsNavigation } from './SettingsNavigation.tsx'
import { sectionsFor } from './sections.ts'

/** The settings that the member may open, in groups on the left; each is a page of its own. */
export function SettingsFrame() {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const groups = sectionsFor(useMembership())
  const current = groups
    .flatMap(({ entries }) => entries)
    .find(({ to }) => path === to || path.startsWith(`${to}/`))
  return (
    <>
      <PageHeader
        title={current?.label ?? 'Settings'}
        tab={current && `${current.label} · Settings`}
        above={
          <Text size="sm" c="dimmed">
            Settings
          </Text>
        }
      />
      <div className={styles.frame}>
        <SettingsNavigation groups={groups} path={path} />
        <div className={styles.page}>{current && <Outlet />}</div>
      </div>
    </>
  )
}
