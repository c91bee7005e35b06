import { IconArrowsExchange, IconCalendar, IconLayoutKanban } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import type { DomainPages } from '#web/pages.ts'
import { frame, root } from '#web/routes.ts'
import { keep } from '#web/search-params.ts'

const inFrame = { getParentRoute: () => frame } as const
const NARROWING = [
  ...(['q', 'view', 'new', 'exchange_type', 'coordinator_id', 'mine'] as const),
  ...(['deadline_from', 'deadline_to', 'contact_id', 'property_id'] as const),
] as const
const bare = {
  guestExchange: createRoute({
    getParentRoute: () => root,
    path: '/x/$token',
    component: lazyRouteComponent(() => import('./client/ClientPage.tsx'), 'ClientPage'),
  }),
}
const framed = {
  exchanges: createRoute({
    ...inFrame,
    path: '/exchanges',
    validateSearch: keep(...NARROWING, 'sort', 'open', 'status'),
    component: lazyRouteComponent(() => import('./list/ExchangesPage.tsx'), 'ExchangesPage'),
  }),
  exchangeBoard: createRoute({
    ...inFrame,
    path: '/exchanges/board',
    validateSearch: keep(...NARROWING),
    component: lazyRouteComponent(() => import('./board/BoardPage.tsx'), 'BoardPage'),
  }),
  exchangeCalendar: createRoute({
    ...inFrame,
    path: '/exchanges/calendar',
    validateSearch: keep(...NARROWING, 'status', 'month', 'as'),
    component: lazyRouteComponent(() => import('./calendar/CalendarPage.tsx'), 'CalendarPage'),
  }),
  exchange: createRoute({
    ...inFrame,
    path: '/exchanges/$id',
    validateSearch: keep('tab', 'new'),
    component: lazyRouteComponent(() => import('./page/ExchangePage.tsx'), 'ExchangePage'),
  }),
}

export const pages: DomainPages = {
  bare,
  framed,
  navigation: [
    {
      to: '/exchanges',
      label: 'Exchanges',
      icon: IconArrowsExchange,
      group: 'work',
      order: { agency: 20, intermediary: 10, law_firm: 20, title_company: 20 },
      needs: 'exchanges.read',
      phone: true,
    },
  ],
  places: [
    {
      title: 'Calendar of exchanges',
      words: 'month agenda deadlines identification 45 180 days',
      to: '/exchanges/calendar',
      note: 'Exchanges',
      icon: IconCalendar,
      needs: 'exchanges.read',
    },
    {
      title: 'Board of exchanges',
      words: 'kanban status periods',
      to: '/exchanges/board',
      note: 'Exchanges',
      icon: IconLayoutKanban,
      needs: 'exchanges.read',
    },
  ],
  actions: [
    {
      title: 'Open an exchange',
      words: 'new 1031 like-kind create',
      icon: IconArrowsExchange,
      needs: 'exchanges.edit',
      label: 'Exchange',
      order: 7,
      to: '/exchanges?new=exchange',
    },
  ],
  finders: [
    {
      title: 'Exchanges',
      order: 4,
      prefix: '#',
      needs: 'exchanges.read',
      load: () => import('./finder.tsx'),
    },
  ],
  parts: {
    transaction: lazy(() =>
      import('./parts/ExchangeOfDeal.tsx').then((m) => ({ default: m.ExchangeOfDeal })),
    ),
    contact: lazy(() =>
      import('./parts/ExchangesOfContact.tsx').then((m) => ({ default: m.ExchangesOfContact })),
    ),
  },
  subjects: { exchange: (id) => `/exchanges/${id}` },
  desk: { about: ['exchange'], load: () => import('./desk.ts') },
}

type Bare = typeof bare
type Framed = typeof framed
declare module '#web/routes.ts' {
  interface BareRoutes extends Bare {}
  interface FramedRoutes extends Framed {}
}
