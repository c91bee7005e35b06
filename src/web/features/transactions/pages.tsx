import {
  IconCalendar,
  IconChecklist,
  IconFileImport,
  IconHomeDollar,
  IconLayoutKanban,
  IconListCheck,
  IconPercentage,
} from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import type { DomainPages } from '#web/pages.ts'
import { frame, root, settings } from '#web/routes.ts'
import { keep } from '#web/search-params.ts'

const inFrame = { getParentRoute: () => frame } as const
const NARROWING = [
  ...(['q', 'view', 'new', 'transaction_type', 'agent_id', 'closing_from', 'closing_to'] as const),
  ...(['property_id', 'contact_id', 'discrepancies'] as const),
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
  dealReview: createRoute({
    ...inFrame,
    path: '/deals/review',
    validateSearch: keep('open'),
    component: lazyRouteComponent(() => import('./review/ReviewPage.tsx'), 'ReviewPage'),
  }),
  dealImports: createRoute({
    ...inFrame,
    path: '/deals/imports',
    validateSearch: keep('open', 'new'),
    component: lazyRouteComponent(() => import('./imports/DealImports.tsx'), 'DealImportsPage'),
  }),
  dealCalendar: createRoute({
    ...inFrame,
    path: '/deals/calendar',
    validateSearch: keep(...NARROWING, 'stage', 'month'),
    component: lazyRouteComponent(() => import('./calendar/CalendarPage.tsx'), 'CalendarPage'),
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

const inSettings = {
  dealSettings: createRoute({
    getParentRoute: () => settings,
    path: 'deals',
    component: lazyRouteComponent(() => import('./settings/DealSettingsPage.tsx'), 'DealSettingsPage'),
  }),
  requirementRules: createRoute({
    getParentRoute: () => settings,
    path: 'required-documents',
    validateSearch: keep('open', 'new', 'sort'),
    component: lazyRouteComponent(() => import('./rules/RulesPage.tsx'), 'RulesPage'),
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
    {
      to: '/settings/required-documents',
      label: 'Required documents',
      icon: IconListCheck,
      group: 'organization',
      order: 65,
      needs: 'transactions.read',
      words: 'rules checklist compliance disclosures library conditions',
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
      title: 'Calendar of deals',
      words: 'month closings dates deadlines',
      to: '/deals/calendar',
      note: 'Deals',
      icon: IconCalendar,
      needs: 'transactions.read',
    },
    {
      title: 'Board of deals',
      words: 'kanban pipeline stages',
      to: '/deals/board',
      note: 'Deals',
      icon: IconLayoutKanban,
      needs: 'transactions.read',
    },
    {
      title: 'Review of required documents',
      words: 'approve reject queue compliance',
      to: '/deals/review',
      note: 'Deals',
      icon: IconChecklist,
      needs: 'transactions.review',
    },
    {
      title: 'Imports of deals',
      words: 'csv xlsx dotloop skyslope upload undo',
      to: '/deals/imports',
      note: 'Deals',
      icon: IconFileImport,
      needs: 'transactions.import',
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
    {
      title: 'Import deals',
      words: 'csv xlsx dotloop skyslope upload file',
      icon: IconFileImport,
      needs: 'transactions.import',
      label: 'Deals from a file',
      order: 36,
      to: '/deals/imports?new=file',
    },
  ],
  finders: [
    { title: 'Deals', order: 3, prefix: '#', needs: 'transactions.read', load: () => import('./finder.tsx') },
  ],
  parts: {
    document: lazy(() => import('./matching/DocumentDeals.tsx').then((m) => ({ default: m.DocumentDeals }))),
  },
  subjects: {
    transaction: (id) => `/deals/${id}`,
    transaction_import: (id) => `/deals/imports?open=${id}`,
    requirement_rule: (id) => `/settings/required-documents?open=${id}`,
    commission_line: () => '/commissions',
    commission_plan: () => '/commissions',
    franchise_fee: () => '/commissions',
  },
  around: lazy(() => import('./DealsAtWork.tsx').then(({ DealsAtWork }) => ({ default: DealsAtWork }))),
  shortcuts: [
    {
      on: 'In the review of required documents',
      keys: [
        [['j', 'k'], 'Next or previous document'],
        [['a'], 'Approve'],
        [['r'], 'Reject'],
      ],
    },
  ],
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
