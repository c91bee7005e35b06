import { MantineProvider } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useCallback, useEffect, useState } from 'react'
import { ConfirmIdentity } from '#web/features/identity/ConfirmIdentity.tsx'
import { isRefusal } from '#web/http.ts'
import { Reach } from '#web/kit/Reach.tsx'
import { theme, variables } from '#web/kit/theme.ts'
import { useDropGuard } from '#web/kit/use-drop-guard.ts'
import { SessionContext } from '#web/session.ts'
import type { SessionKeeper } from '#web/session-keeper.ts'
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

  // The uploads are at the right, the bar of what is selected in the middle, on a phone both along the bottom.
  const narrow = useMediaQuery('(max-width: 48em)')
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
          <Notifications
            position={narrow ? 'top-center' : 'bottom-left'}
            containerWidth={400}
            limit={4}
            zIndex={1000}
          />
          <RouterProvider router={router} />
          <ConfirmIdentity />
          <Reach onBack={goOn} />
        </QueryClientProvider>
      </SessionContext>
    </MantineProvider>
  )
}
