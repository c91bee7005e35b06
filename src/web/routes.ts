import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router'
import type { SessionKeeper } from './session-keeper.ts'

export type RouterContext = {
  queries: QueryClient
  keeper: SessionKeeper
  /** Where a signed-in person has to go before anything else, if a domain asks for that. */
  detour: () => string | null
}

/**
 * The routes below which each domain hangs its own (`features/<domain>/pages.tsx`). What they look like is up to
 * `app/routes.ts`, which puts everything together.
 */
export const root = createRootRouteWithContext<RouterContext>()({ component: Outlet })

/** Pages for everyone, signed in or not. */
export const open = createRoute({
  getParentRoute: () => root,
  id: 'open',
  beforeLoad: ({ context }) => context.keeper.known(),
})

type Entering = { location: { href: string }; context: RouterContext }

/** Anyone who isn't signed in signs in first, and then gets the page they asked for. */
export async function demandSession({ location, context: { keeper, detour } }: Entering): Promise<void> {
  await keeper.known()
  if (!keeper.current())
    throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } })
  const first = detour()
  if (first) throw redirect({ to: first })
}

/** Pages for members. */
export const frame = createRoute({ getParentRoute: () => root, id: 'frame', beforeLoad: demandSession })

export const settings = createRoute({ getParentRoute: () => frame, path: '/settings' })

/** Each domain adds its routes to one of these (`declare module`): from them `Link`, `useSearch` and `navigate` are typed. */
// biome-ignore lint/suspicious/noEmptyInterface: domains add to it.
export interface BareRoutes {}
// biome-ignore lint/suspicious/noEmptyInterface: domains add to it.
export interface OpenRoutes {}
// biome-ignore lint/suspicious/noEmptyInterface: domains add to it.
export interface FramedRoutes {}
// biome-ignore lint/suspicious/noEmptyInterface: domains add to it.
export interface SettingsRoutes {}
