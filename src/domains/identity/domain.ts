import type { Domain } from '#infra/domain.ts'
import { apiKeyRoutes } from './api-keys/routes.ts'
import { identityAudiences } from './audience/queries.ts'
import { auditRoutes } from './audit/routes.ts'
import { organizationCache, sessionCache } from './caches.ts'
import { calendarRoutes } from './calendars/routes.ts'
import { oauthRoutes } from './connected-apps/oauth-routes.ts'
import { connectedAppRoutes } from './connected-apps/routes.ts'
import { addDemonstrationPeople } from './demonstration.ts'
import { identityDuplicates } from './duplicates.ts'
import * as events from './events.ts'
import { factorRoutes } from './factors/routes.ts'
import { imageRoutes } from './images/routes.ts'
import { invitationRoutes } from './invitations/routes.ts'
import { identityJobs } from './jobs.ts'
import { identityLoad } from './load.ts'
import { memberRoutes } from './members/routes.ts'
import { identityNotices } from './notices/queries.ts'
import { notificationJobs } from './notifications/jobs.ts'
import { notify } from './notifications/notifications.ts'
import { notificationRoutes } from './notifications/routes.ts'
import { oidcRoutes } from './oidc/routes.ts'
import { organizationRoutes } from './organizations/routes.ts'
import { passkeyRoutes } from './passkeys/routes.ts'
import { meRoutes } from './people/routes.ts'
import { identityPermissions } from './permissions.ts'
import { sessionRoutes } from './sessions/routes.ts'
import { authRoutes } from './sign-in/routes.ts'
import { teamRoutes } from './teams/routes.ts'
import { viewRoutes } from './views/routes.ts'
import { webhookJobs } from './webhooks/jobs.ts'
import { webhookRoutes } from './webhooks/routes.ts'

/** People, the organizations that they belong to, and how they sign in. */
export const identity: Domain = {
  name: 'identity',
  label: 'Organization and members',
  routes: [
    oidcRoutes,
    authRoutes,
    meRoutes,
    sessionRoutes,
    factorRoutes,
    passkeyRoutes,
    organizationRoutes,
    imageRoutes,
    memberRoutes,
    invitationRoutes,
    teamRoutes,
    viewRoutes,
    apiKeyRoutes,
    calendarRoutes,
    connectedAppRoutes,
    auditRoutes,
    webhookRoutes,
    notificationRoutes,
  ],
  root: [oauthRoutes],
  jobs: [...identityJobs, ...webhookJobs, ...notificationJobs],
  facts: Object.values(events),
  permissions: identityPermissions,
  audiences: identityAudiences,
  notices: identityNotices,
  readers: [{ name: 'notifications', use: notify }],
  caches: [sessionCache, organizationCache],
  duplicates: identityDuplicates,
  demonstration: addDemonstrationPeople,
  load: identityLoad,
}
