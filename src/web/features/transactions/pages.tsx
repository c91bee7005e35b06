import { IconHomeDollar, IconLayoutKanban } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { DomainPages } from '#web/pages.ts'
import { frame, root, settings } from '#web/routes.ts'
import { keep } from '#web/search-params.ts'

const inFrame = { getParentRoute: () => frame } as const
const NARROWING = [
  ...(['q', 'view', 'new', 'transaction_type', 'agent_id', 'closing_from', 'closing_to'] as const),
  ...(['property_id', 'contact_id'] as const),
] as const
const bare = {
  guestDeal: createRoute({
    getParentRoute: () => root,
    path: '/d/$token',
    component: lazyRouteComponent(() => import('./guest/GuestPage.tsx'), 'GuestPage'),
  }),
}
const framed = {
  deals: createRoute({
    ...inFrame,
    path: '/deals',
    validateSearch: keep(...NARROWING, 'sort', 'open', 'status', 'stage', 'archived'),
    component: lazyRouteComponent(() => import('./list/DealsPage.tsx'), 'DealsPage'),
  }),
  dealBoard: createRoute({
    ...inFrame,
    path: '/deals/board',
    validateSearch: keep(...NARROWING),
    component: lazyRouteComponent(() => import('./board/BoardPage.tsx'), 'BoardPage'),
  }),
  deal: createRoute({
    ...inFrame,
    path: '/deals/$id',
    validateSearch: keep('tab', 'new'),
    component: lazyRouteComponent(() => import('./page/DealPage.tsx'), 'DealPage'),
  }),
}

const inSettings = {
  dealSettings: createRoute({
    getParentRoute: () => settings,
    path: 'deals',
    component: lazyRouteComponent(() => import('./settings/DealSettingsPage.tsx'), 'DealSettingsPage'),
  }),
}

const desk = () => import('./desk.ts')

export const pages: DomainPages = {
  bare,
  framed,
  settings: inSettings,
  sections: [
    {
      to: '/settings/deals',
      label: 'Deals',
      icon: IconHomeDollar,
      group: 'organization',
      order: 60,
      needs: 'organization.manage',
      words: 'number pattern transactions',
    },
  ],
  navigation: [
    {
      to: '/deals',
      label: 'Deals',
      icon: IconHomeDollar,
      group: 'work',
      order: { agency: 10, intermediary: 30, law_firm: 10, title_company: 10 },
      needs: 'transactions.read',
      phone: true,
    },
  ],
  places: [
    {
      title: 'Board of deals',
      words: 'kanban pipeline stages',
      to: '/deals/board',
      note: 'Deals',
      icon: IconLayoutKanban,
      needs: 'transactions.read',
    },
  ],
  actions: [
    {
      title: 'Create a deal',
      words: 'new transaction listing sale purchase lease',
      icon: IconHomeDollar,
      needs: 'transactions.edit',
      label: 'Deal',
      order: 5,
      to: '/deals?new=deal',
    },
  ],
  finders: [
    { title: 'Deals', order: 3, prefix: '#', needs: 'transactions.read', load: () => import('./finder.tsx') },
  ],
  subjects: { transaction: (id) => `/deals/${id}` },
  desk: { about: ['transaction'], load: desk },
}

type Bare = typeof bare
type Framed = typeof framed
type InSettings = typeof inSettings
declare module '#web/routes.ts' {
  interface BareRoutes extends Bare {}
  interface FramedRoutes extends Framed {}
  interface SettingsRoutes extends InSettings {}
}
