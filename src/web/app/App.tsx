import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { isRefusal } from '#web/http.ts'
import { theme, variables } from '#web/kit/theme.ts'
import { onSessionEnd } from '#web/session.ts'
import { makeRouter } from './routes.tsx'

/** What was refused for a reason is not asked again; what did not arrive is, twice. */
function shouldRetry(failures: number, error: unknown): boolean {
  return failures < 2 && (!isRefusal(error) || error.status === 0 || error.status === 503)
}

export function App() {
  const [queries] = useState(
    () => new QueryClient({ defaultOptions: { queries: { staleTime: 15_000, retry: shouldRetry } } }),
  )
  const [router] = useState(() => makeRouter(queries))

  useEffect(
    () =>
      onSessionEnd(() => {
        queries.clear()
        router.invalidate().catch(() => location.assign('/sign-in'))
      }),
    [queries, router],
  )

  return (
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <Notifications position="bottom-right" containerWidth={400} limit={4} zIndex={1000} />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  )
}
