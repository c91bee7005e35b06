import { Link, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import styles from './PageTabs.module.css'

type Props = { label: string; pages: { to: string; label: string; exact?: boolean }[] }

/** Pages beside each other; on a narrow screen the row moves sideways, to where one is. */
export function PageTabs({ label, pages }: Props) {
  const row = useRef<HTMLElement>(null)
  const path = useRouterState({ select: (state) => state.location.pathname })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row moves because the page has changed.
  useEffect(() => {
    const [nav, here] = [row.current, row.current?.querySelector<HTMLElement>('[aria-current=page]')]
    if (nav && here) nav.scrollLeft = here.offsetLeft - (nav.clientWidth - here.offsetWidth) / 2
  }, [path])
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
