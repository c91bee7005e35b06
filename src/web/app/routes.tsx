import type { QueryClient } from '@tanstack/react-query'
import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import {
  type BareRoutes,
  type FramedRoutes,
  frame,
  type OpenRoutes,
  open,
  root,
  type SettingsRoutes,
  settings,
} from '#web/routes.ts'
import { parseSearch, stringifySearch } from '#web/search-params.ts'
import type { SessionKeeper } from '#web/session-keeper.ts'
import { Broken, BrokenOutside, Missing } from './Broken.tsx'
import { detourOf } from './detour.ts'
import { domains } from './domains.ts'

const today = createRoute({
  getParentRoute: () => frame,
  path: '/',
  component: lazyRouteComponent(() => import('./today/Today.tsx'), 'Today'),
})
const settingsIndex = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/profile' })
  },
})

root.update({ notFoundComponent: Missing, errorComponent: Broken })
open.update({
  errorComponent: BrokenOutside,
  component: lazyRouteComponent(() => import('./OpenFrame.tsx'), 'OpenFrame'),
})
frame.update({
  errorComponent: BrokenOutside,
  component: lazyRouteComponent(() => import('./frame/Frame.tsx'), 'Frame'),
})
settings.update({
  component: lazyRouteComponent(() => import('./settings/SettingsFrame.tsx'), 'SettingsFrame'),
})

/** The routes that domains bring; each says their types where it declares them. */
function collect<Routes extends object>(kind: 'bare' | 'open' | 'framed' | 'settings') {
  return Object.assign({}, ...domains.map((domain) => domain[kind])) as {
    [Name in keyof Routes]: Routes[Name]
  }
}

const bare = collect<BareRoutes>('bare')
for (const route of Object.values(bare)) route.update({ errorComponent: BrokenOutside })

const tree = root.addChildren({
  ...bare,
  open: open.addChildren(collect<OpenRoutes>('open')),
  frame: frame.addChildren({
    ...collect<FramedRoutes>('framed'),
    today,
    settings: settings.addChildren({ ...collect<SettingsRoutes>('settings'), settingsIndex }),
  }),
})

export function makeRouter(queries: QueryClient, keeper: SessionKeeper) {
  return createRouter({
    routeTree: tree,
    context: { queries, keeper, detour: () => detourOf(keeper) },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultErrorComponent: Broken,
    defaultPendingMs: 300,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
