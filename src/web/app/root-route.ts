import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, Outlet } from '@tanstack/react-router'
import type { SessionKeeper } from '#web/session-keeper.ts'
import { Broken, Missing } from './Broken.tsx'

export const root = createRootRouteWithContext<{ queries: QueryClient; keeper: SessionKeeper }>()({
  component: Outlet,
  notFoundComponent: Missing,
  errorComponent: Broken,
})
