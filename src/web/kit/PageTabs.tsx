import { Link, useRouterState } from '@tanstack/react-router'
import { useRef } from 'react'
import styles from './PageTabs.module.css'
import { useRowAtCurrent } from './use-row-at-current.ts'

type Props = { label: string; pages: { to: string; label: string; exact?: boolean }[] }

/** Pages beside each other; on a narrow screen the row moves sideways, to where one is. */
export function PageTabs({ label, pages }: Props) {
  const row = useRef<HTMLElement>(null)
  const path = useRouterState({ select: (state) => state.location.pathname })
  useRowAtCurrent(row, '[aria-current=page]', path)
  return (
    <nav ref={row} aria-label={label} className={styles.tabs}>
      {pages.map(({ to, label: words, exact = false }) => (
        <Link key={to} to={to} activeOptions={{ exact, includeSearch: false }}>
          {words}
        </Link>
      ))}
    </nav>
  )
}
