import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { demandSession, frame, root, settings } from '#web/routes.ts'
import { keep } from '#web/search-params.ts'
import { APP_PARAMETERS } from './connected-apps/app-request.ts'

const outside = { getParentRoute: () => root } as const
export const bare = {
  signIn: createRoute({
    ...outside,
    path: '/sign-in',
    validateSearch: keep('next', 'email'),
    component: lazyRouteComponent(() => import('./sign-in/SignIn.tsx'), 'SignIn'),
  }),
  signUp: createRoute({
    ...outside,
    path: '/sign-up',
    component: lazyRouteComponent(() => import('./sign-in/SignUp.tsx'), 'SignUp'),
  }),
  forgotPassword: createRoute({
    ...outside,
    path: '/forgot-password',
    component: lazyRouteComponent(() => import('./sign-in/ForgotPassword.tsx'), 'ForgotPassword'),
  }),
  resetPassword: createRoute({
    ...outside,
    path: '/reset-password',
    component: lazyRouteComponent(() => import('./sign-in/ResetPassword.tsx'), 'ResetPassword'),
  }),
  verifyEmail: createRoute({
    ...outside,
    path: '/verify-email',
    component: lazyRouteComponent(() => import('./sign-in/VerifyEmail.tsx'), 'VerifyEmail'),
  }),
  invitation: createRoute({
    ...outside,
    path: '/invitation',
    beforeLoad: ({ context }) => context.keeper.known(),
    component: lazyRouteComponent(() => import('./sign-in/AcceptInvitation.tsx'), 'AcceptInvitation'),
  }),
  setUpFactor: createRoute({
    ...outside,
    path: '/set-up-second-factor',
    beforeLoad: ({ context }) => context.keeper.known(),
    component: lazyRouteComponent(() => import('./sign-in/ForcedFactor.tsx'), 'ForcedFactor'),
  }),
  connectApp: createRoute({
    ...outside,
    path: '/oauth/authorize',
    validateSearch: keep(...APP_PARAMETERS),
    beforeLoad: demandSession,
    component: lazyRouteComponent(() => import('./connected-apps/ConsentPage.tsx'), 'ConsentPage'),
  }),
}

export const framed = {
  inbox: createRoute({
    getParentRoute: () => frame,
    path: '/inbox',
    validateSearch: keep('show', 'about'),
    component: lazyRouteComponent(() => import('./notifications/InboxPage.tsx'), 'InboxPage'),
  }),
}

const under = { getParentRoute: () => settings } as const
export const inSettings = {
  profile: createRoute({
    ...under,
    path: 'profile',
    component: lazyRouteComponent(() => import('./settings/ProfilePage.tsx'), 'ProfilePage'),
  }),
  security: createRoute({
    ...under,
    path: 'security',
    component: lazyRouteComponent(() => import('./settings/SecurityPage.tsx'), 'SecurityPage'),
  }),
  notifications: createRoute({
    ...under,
    path: 'notifications',
    component: lazyRouteComponent(() => import('./settings/NotificationsPage.tsx'), 'NotificationsPage'),
  }),
  calendar: createRoute({
    ...under,
    path: 'calendar',
    validateSearch: keep('sort'),
    component: lazyRouteComponent(() => import('./settings/CalendarPage.tsx'), 'CalendarPage'),
  }),
  members: createRoute({
    ...under,
    path: 'members',
    validateSearch: keep('open', 'new', 'sort'),
    component: lazyRouteComponent(() => import('./settings/MembersPage.tsx'), 'MembersPage'),
  }),
  teams: createRoute({
    ...under,
    path: 'teams',
    component: lazyRouteComponent(() => import('./settings/TeamsPage.tsx'), 'TeamsPage'),
  }),
  organization: createRoute({
    ...under,
    path: 'organization',
    component: lazyRouteComponent(() => import('./settings/OrganizationPage.tsx'), 'OrganizationPage'),
  }),
  appearance: createRoute({
    ...under,
    path: 'appearance',
    component: lazyRouteComponent(() => import('./settings/AppearancePage.tsx'), 'AppearancePage'),
  }),
  branding: createRoute({
    ...under,
    path: 'branding',
    component: lazyRouteComponent(() => import('./settings/BrandingPage.tsx'), 'BrandingPage'),
  }),
  signInProviders: createRoute({
    ...under,
    path: 'sign-in-providers',
    component: lazyRouteComponent(() => import('./settings/ProviderStates.tsx'), 'ProviderStates'),
  }),
  health: createRoute({
    ...under,
    path: 'health',
    component: lazyRouteComponent(() => import('./settings/HealthPage.tsx'), 'HealthPage'),
  }),
  apiKeys: createRoute({
    ...under,
    path: 'api-keys',
    validateSearch: keep('new', 'sort'),
    component: lazyRouteComponent(() => import('./settings/ApiKeysPage.tsx'), 'ApiKeysPage'),
  }),
  webhooks: createRoute({
    ...under,
    path: 'webhooks',
    validateSearch: keep('webhook', 'new', 'sort', 'state', 'open'),
    component: lazyRouteComponent(() => import('./settings/webhooks/WebhooksPage.tsx'), 'WebhooksPage'),
  }),
  audit: createRoute({
    ...under,
    path: 'audit',
    validateSearch: keep('name', 'user_id', 'created_from', 'created_to', 'open'),
    component: lazyRouteComponent(() => import('./settings/AuditPage.tsx'), 'AuditPage'),
  }),
}

type Bare = typeof bare
type Framed = typeof framed
type InSettings = typeof inSettings
declare module '#web/routes.ts' {
  interface BareRoutes extends Bare {}
  interface FramedRoutes extends Framed {}
  interface SettingsRoutes extends InSettings {}
}
