import { IconSend } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { DomainPages } from '#web/pages.ts'
import { root, settings } from '#web/routes.ts'
import { keep } from '#web/search-params.ts'

const bare = {
  publicOutbox: createRoute({
    getParentRoute: () => root,
    path: '/outbox',
    validateSearch: keep('open'),
    component: lazyRouteComponent(() => import('./PublicOutbox.tsx'), 'PublicOutbox'),
  }),
}
const inSettings = {
  outbox: createRoute({
    getParentRoute: () => settings,
    path: 'outbox',
    validateSearch: keep('open'),
    component: lazyRouteComponent(() => import('./OutboxList.tsx'), 'OutboxList'),
  }),
}

export const pages: DomainPages = {
  bare,
  settings: inSettings,
  sections: [
    {
      to: '/settings/outbox',
      label: 'Outbox',
      icon: IconSend,
      group: 'system',
      order: 10,
      needs: 'organization.manage',
      words: 'email sent messages text',
    },
  ],
}

type Bare = typeof bare
type InSettings = typeof inSettings
declare module '#web/routes.ts' {
  interface BareRoutes extends Bare {}
  interface SettingsRoutes extends InSettings {}
}
