import { IconArrowsExchange } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { DomainPages } from '#web/pages.ts'
import { frame } from '#web/routes.ts'
import { keep } from '#web/search-params.ts'

const inFrame = { getParentRoute: () => frame } as const
const framed = {
  exchanges: createRoute({
    ...inFrame,
    path: '/exchanges',
    validateSearch: keep('q', 'view', 'new', 'sort', 'open', 'status', 'exchange_type', 'coordinator_id'),
    component: lazyRouteComponent(() => import('./list/ExchangesPage.tsx'), 'ExchangesPage'),
  }),
  exchange: createRoute({
    ...inFrame,
    path: '/exchanges/$id',
    validateSearch: keep('tab', 'new'),
    component: lazyRouteComponent(() => import('./page/ExchangePage.tsx'), 'ExchangePage'),
  }),
}

export const pages: DomainPages = {
  framed,
  navigation: [
    {
      to: '/exchanges',
      label: 'Exchanges',
      icon: IconArrowsExchange,
      group: 'work',
      order: { agency: 30, intermediary: 10, law_firm: 20, title_company: 20 },
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
  subjects: { exchange: (id) => `/exchanges/${id}` },
}

type Framed = typeof framed
declare module '#web/routes.ts' {
  interface FramedRoutes extends Framed {}
}
