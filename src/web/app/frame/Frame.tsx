import { AppShell } from '@mantine/core'
import { useDisclosure, useHotkeys, useMediaQuery } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { type ReactNode, Suspense, useEffect, useState } from 'react'
import { domains } from '#web/app/domains.ts'
import { SearchBox } from '#web/app/search/SearchBox.tsx'
import { Empty } from '#web/kit/states.tsx'
import { WorkProvider } from '#web/kit/work.tsx'
import { LiveContext, useFacts } from '#web/live.ts'
import { createNews } from '#web/news.ts'
import { PartsContext } from '#web/parts.tsx'
import { useSession } from '#web/session.ts'
import { SubjectsContext } from '#web/subjects.ts'
import { Allowed } from './Allowed.tsx'
import { BottomBar } from './BottomBar.tsx'
import styles from './Frame.module.css'
import { Header } from './Header.tsx'
import { KeysHelp } from './KeysHelp.tsx'
import { Navigation, Sheet } from './Navigation.tsx'
import { usePagesAtHand } from './use-pages-at-hand.ts'

const SUBJECTS = Object.assign({}, ...domains.map(({ subjects }) => subjects))

const PARTS = Object.fromEntries(
  [
    ...Map.groupBy(
      domains.flatMap(({ parts = {} }) => Object.entries(parts)),
      ([kind]) => kind,
    ),
  ].map(([kind, parts]) => [kind, parts.map(([, part]) => part)]),
)

/** What stands around every page for members: where one can go, what is running, and what is new. */
export function Frame() {
  const session = useSession()
  const queries = useQueryClient()
  const [news] = useState(() => createNews(queries))
  const live = useFacts(news)
  usePagesAtHand()
  if (!session) return null
  if (!session.membership) return <NoOrganization />
  return (
    <LiveContext value={{ news, live }}>
      <SubjectsContext value={SUBJECTS}>
        <PartsContext value={PARTS}>
          <WorkProvider key={session.membership.organization_id}>
            <Shell />
          </WorkProvider>
        </PartsContext>
      </SubjectsContext>
    </LiveContext>
  )
}

function Shell() {
  const [searching, search] = useDisclosure()
  const [more, sheet] = useDisclosure()
  const [helping, help] = useDisclosure()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const wide = useMediaQuery('(min-width: 75em)', true, { getInitialValueInEffect: false })
  useHotkeys([['mod+K', search.open]], [])
  // A keyboard on which it needs no Shift sends it without.
  useHotkeys([
    ['shift+?', help.open],
    ['?', help.open],
  ])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sheet closes because the page has changed.
  useEffect(sheet.close, [path])
  return (
    <AppShell
      layout="alt"
      header={{ height: 52 }}
      navbar={{ width: { base: 0, sm: 56, lg: 220 }, breakpoint: 'sm', collapsed: { mobile: true } }}
      footer={{ height: { base: 56, sm: 0 } }}
      transitionDuration={0}
    >
      <a href="#main" className="skip">
        Skip to the page
      </a>
      <AppShell.Navbar className={styles.navbar} aria-label="Pages">
        <Navigation rail={!wide} help={help.open} />
      </AppShell.Navbar>
      <Header search={search.open} more={sheet.open} />
      <AppShell.Main id="main" tabIndex={-1} className={styles.main}>
        <Around>
          <Allowed>
            <Outlet />
          </Allowed>
        </Around>
      </AppShell.Main>
      <BottomBar search={search.open} />
      <Sheet opened={more} onClose={sheet.close} help={help.open} />
      <SearchBox opened={searching} onClose={search.close} />
      <KeysHelp opened={helping} onClose={help.close} />
    </AppShell>
  )
}

const AROUND = domains.flatMap(({ around }) => around ?? [])

/** What domains put around all pages, such as uploads that go on while the person works elsewhere. */
function Around({ children }: { children: ReactNode }) {
  let within = children
  for (const Provider of AROUND) within = <Provider>{within}</Provider>
  return <Suspense fallback={null}>{within}</Suspense>
}

function NoOrganization() {
  return (
    <main id="main">
      <Empty title="You’re not in an organization yet">
        Ask an administrator to invite you. The invitation comes by email, and its link brings you in.
      </Empty>
    </main>
  )
}
