import { ActionIcon, AppShell, Kbd, UnstyledButton } from '@mantine/core'
import { IconMenu2, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Suspense } from 'react'
import { domains } from '#web/app/domains.ts'
import { Brand } from '#web/kit/Brand.tsx'
import styles from './Frame.module.css'
import { NewMenu } from './NewMenu.tsx'
import { PersonMenu } from './PersonMenu.tsx'
import { WorkRing } from './WorkRing.tsx'

const PARTS = domains.flatMap(({ header }) => header ?? [])
const MAC = /Mac|iPhone|iPad/.test(navigator.userAgent)

export function Header({ search, more }: { search: () => void; more: () => void }) {
  return (
    <AppShell.Header className={styles.header}>
      <ActionIcon size={40} hiddenFrom="sm" aria-label="All pages" onClick={more}>
        <IconMenu2 size={20} />
      </ActionIcon>
      <Link to="/" className={styles.home} aria-label="Home">
        <Brand mark />
      </Link>
      <UnstyledButton className={styles.search} onClick={search} visibleFrom="sm">
        <IconSearch size={15} aria-hidden /> <span>Search or jump</span>
        <Kbd size="xs" ml="auto" aria-hidden data-keys>
          {MAC ? '⌘ K' : 'Ctrl K'}
        </Kbd>
      </UnstyledButton>
      <div className={styles.right}>
        <WorkRing />
        <NewMenu />
        <Suspense fallback={<span className={styles.slot} />}>
          {PARTS.map((Part, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes.
            <Part key={i} />
          ))}
        </Suspense>
        <PersonMenu />
      </div>
    </AppShell.Header>
  )
}
