import { IconHomeDollar, IconLayoutKanban, IconPercentage } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { DomainPages } from '#web/pages.ts'
import { frame } from '#web/routes.ts'
import { keep } from '#web/search-params.ts'

const inFrame = { getParentRoute: () => frame } as const
const NARROWING = [
  ...(['q', 'view', 'new', 'transaction_type', 'agent_id', 'closing_from', 'closing_to'] as const),
  ...(['property_id', 'contact_id'] as const),
] as const
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
  commissions: createRoute({
    ...inFrame,
    path: '/commissions',
    validateSearch: keep('new'),
    component: lazyRouteComponent(() => import('./commissions/CommissionsPage.tsx'), 'CommissionsPage'),
  }),
}

const desk = () => import('./desk.ts')

export const pages: DomainPages = {
  framed,
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
    {
      to: '/commissions',
      label: 'Commissions',
      icon: IconPercentage,
      group: 'money',
      order: 10,
      only: ['agency'],
      needs: 'transactions.read',
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
  subjects: {
    transaction: (id) => `/deals/${id}`,
    commission_line: () => '/commissions',
    commission_plan: () => '/commissions',
    franchise_fee: () => '/commissions',
  },
  desk: { about: ['transaction'], load: desk },
}

type Framed = typeof framed
declare module '#web/routes.ts' {
  interface FramedRoutes extends Framed {}
}
