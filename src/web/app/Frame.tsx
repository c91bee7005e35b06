import { ActionIcon, AppShell, Burger, Group, Kbd, NavLink, UnstyledButton } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { DropTargets } from '#web/features/documents/upload/DropTargets.tsx'
import { UploadsProvider } from '#web/features/documents/upload/UploadsProvider.tsx'
import { Brand } from '#web/features/identity/sign-in/Door.tsx'
import { Empty } from '#web/kit/states.tsx'
import { LiveContext, useFacts } from '#web/live.ts'
import { createNews } from '#web/news.ts'
import { useSession } from '#web/session.ts'
import styles from './Frame.module.css'
import { entriesFor } from './navigation.ts'
import { OrganizationMenu } from './OrganizationMenu.tsx'
import { PersonMenu } from './PersonMenu.tsx'
import { SearchBox } from './search/SearchBox.tsx'
import { usePagesAtHand } from './use-pages-at-hand.ts'

export function Frame() {
  const [opened, { toggle, close }] = useDisclosure()
  const [searching, setSearching] = useState(false)
  const path = useRouterState({ select: (state) => state.location.pathname })
  const session = useSession()
  const queries = useQueryClient()
  const [news] = useState(() => createNews(queries))
  const live = useFacts(news)
  usePagesAtHand()
  useHotkeys([['mod+K', () => setSearching(true)]], [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes because the page has changed.
  useEffect(close, [path])
  if (!session) return null

  return (
    <AppShell
      header={{ height: 48 }}
      navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      transitionDuration={120}
    >
      <a href="#main" className="skip">
        Skip to the page
      </a>
      <Header opened={opened} toggle={toggle} search={() => setSearching(true)} />
      <AppShell.Navbar className={styles.navbar} aria-label="Pages">
        {session.membership &&
          entriesFor(session.membership).map(({ to, label, icon: Icon, exact }) => {
            const active = exact
              ? path === to || (to === '/documents' && /^\/documents\/[0-9a-f-]{36}/.test(path))
              : path.startsWith(to)
            return (
              <NavLink
                key={to}
                component={Link}
                to={to}
                label={label}
                leftSection={<Icon size={18} stroke={1.6} />}
                active={active}
                activeOptions={{ exact: true }} // What is current is said above; the link would mark its parents too.
                aria-current={active ? 'page' : undefined}
                className={styles.entry}
              />
            )
          })}
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} className={styles.main}>
        {session.membership ? (
          <LiveContext value={{ news, live }}>
            <UploadsProvider key={session.membership.organization_id}>
              <DropTargets>
                <Outlet />
              </DropTargets>
              <SearchBox opened={searching} onClose={() => setSearching(false)} />
            </UploadsProvider>
          </LiveContext>
        ) : (
          <NoOrganization />
        )}
      </AppShell.Main>
    </AppShell>
  )
}

type HeaderProps = { opened: boolean; toggle: () => void; search: () => void }

function Header({ opened, toggle, search }: HeaderProps) {
  return (
    <AppShell.Header className={styles.header}>
      <Group gap="xs" wrap="nowrap" className={styles.left}>
        <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label="Menu" />
        <UnstyledButton component={Link} to="/" visibleFrom="sm" aria-label="Deedline, today">
          <Brand />
        </UnstyledButton>
      </Group>
      <UnstyledButton className={styles.search} onClick={search} visibleFrom="xs">
        <IconSearch size={15} aria-hidden /> <span>Search</span>{' '}
        <Kbd size="xs" ml="auto" aria-hidden>
          Ctrl K
        </Kbd>
      </UnstyledButton>
      <Group gap={4} wrap="nowrap" ml="auto">
        <ActionIcon size="lg" hiddenFrom="xs" aria-label="Search" onClick={search}>
          <IconSearch size={18} />
        </ActionIcon>
        <OrganizationMenu />
        <PersonMenu />
      </Group>
    </AppShell.Header>
  )
}

function NoOrganization() {
  return (
    <Empty title="You belong to no organization yet">
      Ask an administrator of yours for an invitation. It comes by mail, and its link brings you in.
    </Empty>
  )
}
