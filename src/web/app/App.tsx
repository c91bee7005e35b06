import { MantineProvider } from '@mantine/core'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { isRefusal } from '#web/http.ts'
import { ConnectionNotice } from '#web/kit/ConnectionNotice.tsx'
import { toasted } from '#web/kit/notify.tsx'
import { theme, variables } from '#web/kit/theme.ts'
import { useDropGuard } from '#web/kit/use-drop-guard.ts'
import { SessionContext, useSession } from '#web/session.ts'
import type { SessionKeeper } from '#web/session-keeper.ts'
import { domains } from './domains.ts'
import { makeRouter } from './routes.tsx'

/** What was refused for a reason is not asked again; what did not arrive is, twice. */
function shouldRetry(failures: number, error: unknown): boolean {
  return failures < 2 && (!isRefusal(error) || error.status === 0 || error.status === 503)
}

export function App({ keeper }: { keeper: SessionKeeper }) {
  const [queries] = useState(
    () => new QueryClient({ defaultOptions: { queries: { staleTime: 15_000, retry: shouldRetry } } }),
  )
  const [router] = useState(() => makeRouter(queries, keeper))

  useDropGuard()

  const goOn = useCallback(() => {
    const failed = router.state.matches.some(({ status }) => status === 'error')
    return Promise.all([queries.invalidateQueries(), failed && router.invalidate()])
  }, [queries, router])

  useEffect(
    () =>
      keeper.onEnd(() => {
        queries.clear()
        router.invalidate().catch(() => location.assign('/sign-in'))
      }),
    [queries, router, keeper],
  )

  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <SessionContext value={keeper}>
        <QueryClientProvider client={queries}>
          <ToastsWhenNeeded />
          <RouterProvider router={router} />
          <Overlays />
          <ConnectionNotice onBack={goOn} />
        </QueryClientProvider>
      </SessionContext>
    </MantineProvider>
  )
}

const OVERLAYS = domains.flatMap(({ overlay }) => overlay ?? [])

/** Dialogs that any request of a signed-in person may open. */
function Overlays() {
  if (!useSession()) return null
  return (
    <Suspense fallback={null}>
      {OVERLAYS.map((Overlay, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes.
        <Overlay key={i} />
      ))}
    </Suspense>
  )
}

const Toasts = lazy(() => import('./Toasts.tsx').then((file) => ({ default: file.Toasts })))

/** Loaded with the first toast; those that are shown before it has come are shown when it has. */
function ToastsWhenNeeded() {
  const [needed, setNeeded] = useState(false)
  useEffect(() => toasted.listen(() => setNeeded(true)), [])
  return needed ? (
    <Suspense fallback={null}>
      <Toasts />
    </Suspense>
  ) : null
}
