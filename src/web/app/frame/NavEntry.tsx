import { Tooltip, UnstyledButton } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import { Link, useRouterState } from '@tanstack/react-router'
import type { Entry } from '#web/pages.ts'
import styles from './Navigation.module.css'
import { isCurrent } from './navigation.ts'
import { useCount } from './use-count.ts'

/** A page, and how much waits there. */
export function NavEntry({ entry, rail }: { entry: Entry; rail: boolean }) {
  const { to, label, icon: Icon, count } = entry
  const path = useRouterState({ select: (state) => state.location.pathname })
  const current = isCurrent(entry, path)
  const waiting = useCount(entry)
  const words = waiting > 0 && count ? `, ${count.words(waiting)}` : ''
  return (
    <Tooltip label={`${label}${words}`} position="right" disabled={!rail}>
      <Link
        to={to}
        className={styles.entry}
        activeOptions={{ exact: true }} // What is current is said here; the link would mark its parents too.
        data-current={current || undefined}
        aria-current={current ? 'page' : undefined}
        aria-label={rail ? label : undefined}
        aria-description={waiting > 0 ? count?.words(waiting) : undefined}
      >
        <Icon size={18} stroke={1.6} aria-hidden />
        {!rail && <span className={styles.name}>{label}</span>}
        {waiting > 0 && (
          <span className={styles.count} aria-hidden>
            {waiting > 99 ? '99+' : waiting}
          </span>
        )}
      </Link>
    </Tooltip>
  )
}

type ButtonProps = { label: string; icon: Icon; rail: boolean; onClick: () => void }

export function NavButton({ label, icon: Icon, rail, onClick }: ButtonProps) {
  return (
    <Tooltip label={label} position="right" disabled={!rail}>
      <UnstyledButton className={styles.entry} onClick={onClick} aria-label={rail ? label : undefined}>
        <Icon size={18} stroke={1.6} aria-hidden />
        {!rail && <span className={styles.name}>{label}</span>}
      </UnstyledButton>
    </Tooltip>
  )
}
