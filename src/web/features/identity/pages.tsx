import {
  IconBell,
  IconBuilding,
  IconHeartbeat,
  IconHistory,
  IconInbox,
  IconKey,
  IconLink,
  IconLock,
  IconPalette,
  IconPlugConnected,
  IconShieldCheck,
  IconSunMoon,
  IconUser,
  IconUserPlus,
  IconUsers,
  IconUsersGroup,
  IconWebhook,
} from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { lazy } from 'react'
import type { DomainPages } from '#web/pages.ts'
import { demandSession, frame, root, settings } from '#web/routes.ts'
import { keep } from '#web/search-params.ts'
import { APP_PARAMETERS } from './connected-apps/app-request.ts'
import { needsFactor } from './sign-in/needs-factor.ts'

const outside = { getParentRoute: () => root } as const
const bare = {
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

const framed = {
  inbox: createRoute({
    getParentRoute: () => frame,
    path: '/inbox',
    validateSearch: keep('show', 'about'),
    component: lazyRouteComponent(() => import('./notifications/InboxPage.tsx'), 'InboxPage'),
  }),
}

const under = { getParentRoute: () => settings } as const
const inSettings = {
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
  members: createRoute({
    ...under,
    path: 'members',
    validateSearch: keep('member', 'new'),
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
    validateSearch: keep('new'),
    component: lazyRouteComponent(() => import('./settings/ApiKeysPage.tsx'), 'ApiKeysPage'),
  }),
  webhooks: createRoute({
    ...under,
    path: 'webhooks',
    validateSearch: keep('webhook', 'new', 'state', 'delivery'),
    component: lazyRouteComponent(() => import('./settings/webhooks/WebhooksPage.tsx'), 'WebhooksPage'),
  }),
  audit: createRoute({
    ...under,
    path: 'audit',
    validateSearch: keep('name', 'user_id', 'fact'),
    component: lazyRouteComponent(() => import('./settings/AuditPage.tsx'), 'AuditPage'),
  }),
}

const desk = () => import('./desk.ts')

export const pages: DomainPages = {
  bare,
  framed,
  settings: inSettings,
  navigation: [
    {
      to: '/inbox',
      label: 'Inbox',
      icon: IconInbox,
      group: 'top',
      order: 20,
      phone: true,
      count: {
        about: ['notification'],
        words: (count) => `${count > 99 ? 'more than 99' : count} unread`,
        ask: () => desk().then(({ countUnread }) => countUnread()),
      },
    },
  ],
  header: lazy(() => import('./notifications/Bell.tsx').then(({ Bell }) => ({ default: Bell }))),
  desk: { about: ['notification', 'invitation'], load: desk },
  subjects: {
    member: () => '/settings/members',
    invitation: () => '/settings/members',
    api_key: () => '/settings/api-keys',
    webhook: () => '/settings/webhooks',
    organization: () => '/settings/audit',
  },
  detour: (session) => (needsFactor(session) ? '/set-up-second-factor' : null),
  overlay: lazy(() => import('./ConfirmIdentity.tsx').then((file) => ({ default: file.ConfirmIdentity }))),
  sections: [
    {
      to: '/settings/profile',
      label: 'Profile',
      icon: IconUser,
      group: 'you',
      order: 10,
      words: 'name phone time zone language photo license',
    },
    {
      to: '/settings/security',
      label: 'Security',
      icon: IconLock,
      group: 'you',
      order: 20,
      words:
        'password second factor mfa two-step two-factor sessions devices connected accounts google microsoft passkeys',
    },
    {
      to: '/settings/appearance',
      label: 'Appearance',
      icon: IconSunMoon,
      group: 'you',
      order: 30,
      words: 'theme dark light mode color',
    },
    {
      to: '/settings/notifications',
      label: 'Notifications',
      icon: IconBell,
      group: 'you',
      order: 40,
      words: 'inbox mute alerts',
    },
    {
      to: '/settings/organization',
      label: 'General',
      icon: IconBuilding,
      group: 'organization',
      order: 10,
      needs: 'organization.manage',
      words: 'organization license company name phone two-step rule',
    },
    {
      to: '/settings/branding',
      label: 'Branding',
      icon: IconPalette,
      group: 'organization',
      order: 20,
      needs: 'organization.manage',
      words: 'logo color tagline',
    },
    {
      to: '/settings/sign-in-providers',
      label: 'Sign-in providers',
      icon: IconPlugConnected,
      group: 'organization',
      order: 50,
      needs: 'organization.manage',
      words: 'google microsoft oidc sso',
    },
    {
      to: '/settings/members',
      label: 'Members',
      icon: IconUsers,
      group: 'organization',
      order: 30,
      needs: 'members.read',
      words: 'people users roles invitations colleagues',
    },
    {
      to: '/settings/teams',
      label: 'Teams',
      icon: IconUsersGroup,
      group: 'organization',
      order: 40,
      needs: 'members.read',
      words: 'groups',
    },
    {
      to: '/settings/api-keys',
      label: 'API keys',
      icon: IconKey,
      group: 'developers',
      order: 10,
      needs: 'api_keys.use',
      words: 'tokens programs integrations',
    },
    {
      to: '/settings/webhooks',
      label: 'Webhooks',
      icon: IconWebhook,
      group: 'developers',
      order: 20,
      needs: 'webhooks.manage',
      words: 'integrations events endpoints automation zapier',
    },
    {
      to: '/settings/health',
      label: 'Health',
      icon: IconHeartbeat,
      group: 'system',
      order: 30,
      needs: 'organization.manage',
      words: 'status database cache warehouse',
    },
    {
      to: '/settings/audit',
      label: 'Audit log',
      icon: IconHistory,
      group: 'system',
      order: 20,
      needs: 'audit.read',
      words: 'record facts history verify',
    },
  ],
  actions: [
    {
      title: 'Invite a member',
      words: 'add new colleague person user',
      icon: IconUserPlus,
      needs: 'members.manage',
      label: 'Member',
      order: 80,
      to: '/settings/members?new=invitation',
    },
    {
      title: 'Create an API key',
      words: 'new token program make',
      icon: IconKey,
      needs: 'api_keys.use',
      to: '/settings/api-keys?new=key',
    },
    {
      title: 'Set up two-step verification',
      words: 'mfa two-factor authenticator backup codes',
      icon: IconShieldCheck,
      to: '/settings/security#second-factor',
    },
    { title: 'Change password', words: 'new', icon: IconLock, to: '/settings/security#password' },
    {
      title: 'Connect Google or Microsoft',
      words: 'account sign in provider',
      icon: IconLink,
      to: '/settings/security#connected-accounts',
    },
  ],
  finders: [
    { title: 'People', order: 10, prefix: '@', needs: 'members.read', load: () => import('./finder.tsx') },
  ],
  firstSteps: [
    {
      order: 20,
      title: 'Invite a colleague',
      text: 'They see what you share with the organization, their team or them alone.',
      icon: IconUserPlus,
      needs: 'members.manage',
      label: 'Invite member',
      to: '/settings/members?new=invitation',
      about: ['member', 'invitation'],
      isDone: () => import('./first-step.ts').then(({ hasColleagues }) => hasColleagues()),
    },
  ],
}

type Bare = typeof bare
type Framed = typeof framed
type InSettings = typeof inSettings
declare module '#web/routes.ts' {
  interface BareRoutes extends Bare {}
  interface FramedRoutes extends Framed {}
  interface SettingsRoutes extends InSettings {}
}
