import { IconCalculator } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { DomainPages } from '#web/pages.ts'
import { open } from '#web/routes.ts'
import { CALCULATOR_PAGES } from './list.ts'

/** A page that calculates. Zod asks once, when its schemas are made, whether it may use `eval`; our content policy says no. */
function calculator<Page>(load: () => Promise<Page>): () => Promise<Page> {
  return async () => {
    const { config } = await import('zod')
    config({ jitless: true })
    return load()
  }
}

const calculators = createRoute({
  getParentRoute: () => open,
  path: '/calculators',
  component: lazyRouteComponent(() => import('./Calculators.tsx'), 'Calculators'),
})
const inCalculators = {
  getParentRoute: () => calculators,
  validateSearch: (search: Record<string, unknown>) => search as Record<string, string>,
} as const
const overview = createRoute({
  getParentRoute: () => calculators,
  path: '/',
  component: lazyRouteComponent(() => import('./Overview.tsx'), 'Overview'),
})
const deadlines = createRoute({
  ...inCalculators,
  path: 'deadlines',
  component: lazyRouteComponent(
    calculator(() => import('./deadlines/DeadlinesPage.tsx')),
    'DeadlinesPage',
  ),
})
const identification = createRoute({
  ...inCalculators,
  path: 'identification',
  component: lazyRouteComponent(
    calculator(() => import('./identification/IdentificationPage.tsx')),
    'IdentificationPage',
  ),
})
const boot = createRoute({
  ...inCalculators,
  path: 'boot',
  component: lazyRouteComponent(
    calculator(() => import('./boot/BootPage.tsx')),
    'BootPage',
  ),
})

const routes = { calculators: calculators.addChildren([overview, deadlines, identification, boot]) }

export const pages: DomainPages = {
  open: routes,
  navigation: [{ to: '/calculators', label: 'Calculators', icon: IconCalculator, group: 'tools', order: 10 }],
  places: CALCULATOR_PAGES.map(({ to, title, text }) => ({
    to,
    title,
    note: 'Calculators',
    words: `calculator 1031 ${text}`,
    icon: IconCalculator,
  })),
}

type Routes = typeof routes
declare module '#web/routes.ts' {
  interface OpenRoutes extends Routes {}
}
