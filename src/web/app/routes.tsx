import type { QueryClient } from '@tanstack/react-query'
import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { VIEW_PARAMETERS } from '#web/features/documents/view.ts'
import { APP_PARAMETERS } from '#web/features/identity/connected-apps/app-request.ts'
import { needsFactor } from '#web/features/identity/sign-in/needs-factor.ts'
import { SignIn } from '#web/features/identity/sign-in/SignIn.tsx'
import type { SessionKeeper } from '#web/session-keeper.ts'
import { Broken, BrokenOutside } from './Broken.tsx'
import { openPages } from './open-routes.ts'
import { root } from './root-route.ts'
import { keep, parseSearch, stringifySearch } from './search-params.ts'

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: keep('next', 'email'),
  component: SignIn,
})
const door = { getParentRoute: () => root, errorComponent: BrokenOutside } as const
const signUp = createRoute({
  ...door,
  path: '/sign-up',
  component: lazyRouteComponent(() => import('#web/features/identity/sign-in/SignUp.tsx'), 'SignUp'),
})
const forgot = createRoute({
  ...door,
  path: '/forgot-password',
  component: lazyRouteComponent(
    () => import('#web/features/identity/sign-in/ForgotPassword.tsx'),
    'ForgotPassword',
  ),
})
const reset = createRoute({
  ...door,
  path: '/reset-password',
  component: lazyRouteComponent(
    () => import('#web/features/identity/sign-in/ResetPassword.tsx'),
    'ResetPassword',
  ),
})
const verify = createRoute({
  ...door,
  path: '/verify-email',
  component: lazyRouteComponent(
    () => import('#web/features/identity/sign-in/VerifyEmail.tsx'),
    'VerifyEmail',
  ),
})
const invitation = createRoute({
  ...door,
  path: '/invitation',
  beforeLoad: ({ context }) => context.keeper.known(),
  component: lazyRouteComponent(
    () => import('#web/features/identity/sign-in/AcceptInvitation.tsx'),
    'AcceptInvitation',
  ),
})
const setUpFactor = createRoute({
  ...door,
  path: '/set-up-second-factor',
  beforeLoad: ({ context }) => context.keeper.known(),
  component: lazyRouteComponent(
    () => import('#web/features/identity/sign-in/ForcedFactor.tsx'),
    'ForcedFactor',
  ),
})
const publicOutbox = createRoute({
  ...door,
  path: '/outbox',
  component: lazyRouteComponent(() => import('#web/features/outbox/PublicOutbox.tsx'), 'PublicOutbox'),
})

type Entering = { location: { href: string }; context: { keeper: SessionKeeper } }

/** Those who are not signed in go to the door, and come back to where they wanted. */
async function demandSession({ location, context: { keeper } }: Entering): Promise<void> {
  await keeper.known()
  const session = keeper.current()
  if (!session)
    throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { next: location.href } })
  if (needsFactor(session)) throw redirect({ to: '/set-up-second-factor' })
}

const consent = createRoute({
  ...door,
  path: '/oauth/authorize',
  validateSearch: keep(...APP_PARAMETERS),
  beforeLoad: demandSession,
  component: lazyRouteComponent(
    () => import('#web/features/identity/connected-apps/ConsentPage.tsx'),
    'ConsentPage',
  ),
})

const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  errorComponent: BrokenOutside,
  beforeLoad: demandSession,
  component: lazyRouteComponent(() => import('./Frame.tsx'), 'Frame'),
})
const today = createRoute({
  getParentRoute: () => frame,
  path: '/',
  component: lazyRouteComponent(() => import('./Today.tsx'), 'Today'),
})

const documents = createRoute({
  getParentRoute: () => frame,
  path: '/documents',
  validateSearch: keep(...VIEW_PARAMETERS),
  component: lazyRouteComponent(
    () => import('#web/features/documents/list/DocumentsPage.tsx'),
    'DocumentsPage',
  ),
})
const review = createRoute({
  getParentRoute: () => frame,
  path: '/documents/review',
  validateSearch: keep(...VIEW_PARAMETERS),
  component: lazyRouteComponent(() => import('#web/features/documents/list/ReviewPage.tsx'), 'ReviewPage'),
})
const trash = createRoute({
  getParentRoute: () => frame,
  path: '/documents/trash',
  validateSearch: keep(...VIEW_PARAMETERS),
  component: lazyRouteComponent(() => import('#web/features/documents/list/TrashPage.tsx'), 'TrashPage'),
})
const requests = createRoute({
  getParentRoute: () => frame,
  path: '/documents/requests',
  component: lazyRouteComponent(
    () => import('#web/features/documents/asked/RequestsPage.tsx'),
    'RequestsPage',
  ),
})
const oneDocument = createRoute({
  getParentRoute: () => frame,
  path: '/documents/$id',
  validateSearch: keep('tab', 'q'),
  component: lazyRouteComponent(
    () => import('#web/features/documents/page/DocumentPage.tsx'),
    'DocumentPage',
  ),
})
const share = createRoute({
  ...door,
  path: '/s/$token',
  component: lazyRouteComponent(() => import('#web/features/documents/shared/SharePage.tsx'), 'SharePage'),
})

const sending = createRoute({
  ...door,
  path: '/r/$token',
  component: lazyRouteComponent(() => import('#web/features/documents/sending/SendPage.tsx'), 'SendPage'),
})

const settings = createRoute({
  getParentRoute: () => frame,
  path: '/settings',
  component: lazyRouteComponent(
    () => import('#web/features/identity/settings/SettingsFrame.tsx'),
    'SettingsFrame',
  ),
})
const inSettings = { getParentRoute: () => settings } as const
const settingsIndex = createRoute({
  ...inSettings,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/profile' })
  },
})
const profile = createRoute({
  ...inSettings,
  path: 'profile',
  component: lazyRouteComponent(
    () => import('#web/features/identity/settings/ProfilePage.tsx'),
    'ProfilePage',
  ),
})
const security = createRoute({
  ...inSettings,
  path: 'security',
  component: lazyRouteComponent(
    () => import('#web/features/identity/settings/SecurityPage.tsx'),
    'SecurityPage',
  ),
})
const members = createRoute({
  ...inSettings,
  path: 'members',
  validateSearch: keep('member', 'new'),
  component: lazyRouteComponent(
    () => import('#web/features/identity/settings/MembersPage.tsx'),
    'MembersPage',
  ),
})
const teams = createRoute({
  ...inSettings,
  path: 'teams',
  component: lazyRouteComponent(() => import('#web/features/identity/settings/TeamsPage.tsx'), 'TeamsPage'),
})
const organization = createRoute({
  ...inSettings,
  path: 'organization',
  component: lazyRouteComponent(
    () => import('#web/features/identity/settings/OrganizationPage.tsx'),
    'OrganizationPage',
  ),
})
const apiKeys = createRoute({
  ...inSettings,
  path: 'api-keys',
  validateSearch: keep('new'),
  component: lazyRouteComponent(
    () => import('#web/features/identity/settings/ApiKeysPage.tsx'),
    'ApiKeysPage',
  ),
})
const webhooks = createRoute({
  ...inSettings,
  path: 'webhooks',
  validateSearch: keep('webhook', 'new', 'state', 'delivery'),
  component: lazyRouteComponent(
    () => import('#web/features/identity/settings/webhooks/WebhooksPage.tsx'),
    'WebhooksPage',
  ),
})
const audit = createRoute({
  ...inSettings,
  path: 'audit',
  validateSearch: keep('name', 'user_id', 'fact'),
  component: lazyRouteComponent(() => import('#web/features/identity/settings/AuditPage.tsx'), 'AuditPage'),
})
const outbox = createRoute({
  ...inSettings,
  path: 'outbox',
  component: lazyRouteComponent(() => import('#web/features/outbox/OutboxList.tsx'), 'OutboxList'),
})

const tree = root.addChildren([
  signIn,
  signUp,
  forgot,
  reset,
  verify,
  invitation,
  setUpFactor,
  publicOutbox,
  consent,
  share,
  sending,
  openPages,
  frame.addChildren([
    today,
    documents,
    review,
    trash,
    requests,
    oneDocument,
    settings.addChildren([
      settingsIndex,
      profile,
      security,
      members,
      teams,
      organization,
      apiKeys,
      webhooks,
      audit,
      outbox,
    ]),
  ]),
])

export function makeRouter(queries: QueryClient, keeper: SessionKeeper) {
  return createRouter({
    routeTree: tree,
    context: { queries, keeper },
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
