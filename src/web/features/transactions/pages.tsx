import { IconHomeDollar, IconLayoutKanban } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import type { DomainPages } from '#web/pages.ts'
import { frame } from '#web/routes.ts'
import { keep } from '#web/search-params.ts'

const inFrame = { getParentRoute: () => frame } as const
const NARROWING = [
  ...(['q', 'view', 'new', 'transaction_type', 'agent_id', 'closing_from', 'closing_to'] as const),
  ...(['property_id', 'contact_id', 'discrepancies'] as const),
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
  parts: {
    document: lazy(() => import('./matching/DocumentDeals.tsx').then((m) => ({ default: m.DocumentDeals }))),
  },
  subjects: { transaction: (id) => `/deals/${id}` },
  desk: { about: ['transaction'], load: desk },
}

type Framed = typeof framed
declare module '#web/routes.ts' {
  interface FramedRoutes extends Framed {}
}
