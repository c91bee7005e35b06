import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { BrokenOutside } from './Broken.tsx'
import { root } from './root-route.ts'

/** A page that calculates. Zod asks once, when its schemas are made, whether it may use `eval`; our content policy says no. */
function calculator<Page>(load: () => Promise<Page>): () => Promise<Page> {
  return async () => {
    const { config } = await import('zod')
    config({ jitless: true })
    return load()
  }
}

/** Pages for everybody, signed in or not. */
const open = createRoute({
  getParentRoute: () => root,
  id: 'open',
  errorComponent: BrokenOutside,
  beforeLoad: ({ context }) => context.keeper.known(),
  component: lazyRouteComponent(() => import('./OpenFrame.tsx'), 'OpenFrame'),
})
const calculators = createRoute({
  getParentRoute: () => open,
  path: '/calculators',
  component: lazyRouteComponent(() => import('#web/features/calculators/Calculators.tsx'), 'Calculators'),
})
const inCalculators = {
  getParentRoute: () => calculators,
  validateSearch: (search: Record<string, unknown>) => search as Record<string, string>,
} as const
const overview = createRoute({
  getParentRoute: () => calculators,
  path: '/',
  component: lazyRouteComponent(() => import('#web/features/calculators/Overview.tsx'), 'Overview'),
})
const deadlines = createRoute({
  ...inCalculators,
  path: 'deadlines',
  component: lazyRouteComponent(
    calculator(() => import('#web/features/calculators/deadlines/DeadlinesPage.tsx')),
    'DeadlinesPage',
  ),
})
const identification = createRoute({
  ...inCalculators,
  path: 'identification',
  component: lazyRouteComponent(
    calculator(() => import('#web/features/calculators/identification/IdentificationPage.tsx')),
    'IdentificationPage',
  ),
})
const boot = createRoute({
  ...inCalculators,
  path: 'boot',
  component: lazyRouteComponent(
    calculator(() => import('#web/features/calculators/boot/BootPage.tsx')),
    'BootPage',
  ),
})

export const openPages = open.addChildren([
  calculators.addChildren([overview, deadlines, identification, boot]),
])
