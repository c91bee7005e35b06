import { AppShell, Menu, UnstyledButton } from '@mantine/core'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { Link, useRouterState } from '@tanstack/react-router'
import type { Entry } from '#web/pages.ts'
import { useMembership } from '#web/session.ts'
import { useNewActions } from './actions.ts'
import styles from './BottomBar.module.css'
import { ENTRIES } from './entries.ts'
import { NewItems } from './NewMenu.tsx'
import { groupsFor, isCurrent } from './navigation.ts'
import { useCount } from './use-count.ts'

/** On a phone: Today, the page that matters most here, what is new, and what one does most often. */
export function BottomBar({ search }: { search: () => void }) {
  const creates = useNewActions().length > 0
  const entries = groupsFor(ENTRIES, useMembership()).flatMap((group) => group.entries)
  const chosen = entries.filter(({ phone }) => phone)
  const first = chosen.find(({ to }) => to === '/')
  const inbox = chosen.find(({ to }) => to === '/inbox')
  const main = chosen.find((entry) => entry !== first && entry !== inbox)
  return (
    <AppShell.Footer
      className={styles.bar}
      hiddenFrom="sm"
      data-bottom-bar
      component="nav"
      aria-label="Most used"
    >
      {first && <BarEntry entry={first} />}
      {main && <BarEntry entry={main} />}
      {creates && (
        <Menu position="top" width={220}>
          <Menu.Target>
            <UnstyledButton className={styles.new} aria-label="New">
              <IconPlus size={22} aria-hidden />
            </UnstyledButton>
          </Menu.Target>
          <Menu.Dropdown>
            <NewItems />
          </Menu.Dropdown>
        </Menu>
      )}
      {inbox && <BarEntry entry={inbox} />}
      <UnstyledButton className={styles.entry} onClick={search}>
        <IconSearch size={20} stroke={1.6} aria-hidden />
        Search
      </UnstyledButton>
    </AppShell.Footer>
  )
}

function BarEntry({ entry }: { entry: Entry }) {
  const { to, label, icon: Icon, count } = entry
  const path = useRouterState({ select: (state) => state.location.pathname })
  const current = isCurrent(entry, path)
  const waiting = useCount(entry)
  return (
    <Link
      to={to}
      className={styles.entry}
      activeOptions={{ exact: true }}
      data-current={current || undefined}
      aria-current={current ? 'page' : undefined}
      aria-description={waiting > 0 ? count?.words(waiting) : undefined}
    >
      <Icon size={20} stroke={1.6} aria-hidden />
      {label}
      {waiting > 0 && <span className={styles.dot} aria-hidden />}
    </Link>
  )
}
