import { demonstrationJobs } from '#app/demonstration.ts'
import { documentAudiences } from '#domains/documents/audience/queries.ts'
import { commentRoutes } from '#domains/documents/comments/routes.ts'
import { fileRoutes } from '#domains/documents/content/routes.ts'
import { downloadRoutes } from '#domains/documents/downloads/routes.ts'
import { extractionRoutes } from '#domains/documents/extractions/routes.ts'
import { documentJobs } from '#domains/documents/jobs.ts'
import { documentNotices } from '#domains/documents/notices/queries.ts'
import { pageRoutes } from '#domains/documents/pages/routes.ts'
import { requestPageRoutes, requestRoutes } from '#domains/documents/requests/routes.ts'
import { uploadRoutes } from '#domains/documents/resumable/routes.ts'
import { documentRoutes } from '#domains/documents/routes.ts'
import { sharedPageRoutes, shareRoutes } from '#domains/documents/shares/routes.ts'
import { trashRoutes } from '#domains/documents/trash/routes.ts'
import { versionRoutes } from '#domains/documents/versions/routes.ts'
import { calculatorRoutes } from '#domains/exchanges/calculators/routes.ts'
import { apiKeyRoutes } from '#domains/identity/api-keys/routes.ts'
import { identityAudiences } from '#domains/identity/audiences.ts'
import { auditRoutes } from '#domains/identity/audit/routes.ts'
import { factorRoutes } from '#domains/identity/factors/routes.ts'
import { imageRoutes } from '#domains/identity/images/routes.ts'
import { invitationRoutes } from '#domains/identity/invitations/routes.ts'
import { identityJobs } from '#domains/identity/jobs.ts'
import { memberRoutes } from '#domains/identity/members/routes.ts'
import { identityNotices } from '#domains/identity/notices/queries.ts'
import { notificationJobs } from '#domains/identity/notifications/jobs.ts'
import { notifyOf } from '#domains/identity/notifications/notifications.ts'
import { notificationRoutes } from '#domains/identity/notifications/routes.ts'
import { oidcRoutes } from '#domains/identity/oidc/routes.ts'
import { organizationRoutes } from '#domains/identity/organizations/routes.ts'
import { passkeyRoutes } from '#domains/identity/passkeys/routes.ts'
import { meRoutes } from '#domains/identity/people/routes.ts'
import { sessionRoutes } from '#domains/identity/sessions/routes.ts'
import { authRoutes } from '#domains/identity/sign-in/routes.ts'
import { teamRoutes } from '#domains/identity/teams/routes.ts'
import type { Audience } from '#infra/facts/audiences.ts'
import type { FedFact } from '#infra/facts/feed.ts'
import type { Notices } from '#infra/facts/notices.ts'
import type { Routes } from '#infra/http/server.ts'
import type { Job } from '#infra/jobs/jobs.ts'
import type { Tx } from '#infra/postgres/transactions.ts'

const notices: Notices[] = [...identityNotices, ...documentNotices]

/** The whole product, one line a part. */
export const routes: Routes[] = [
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
  apiKeyRoutes,
  auditRoutes,
  notificationRoutes(notices),
  documentRoutes,
  fileRoutes,
  versionRoutes,
  trashRoutes,
  downloadRoutes,
  pageRoutes,
  extractionRoutes,
  commentRoutes,
  shareRoutes,
  sharedPageRoutes,
  requestRoutes,
  requestPageRoutes,
  uploadRoutes,
  calculatorRoutes,
]
export const jobs: Job[] = [...identityJobs, ...notificationJobs, ...documentJobs, ...demonstrationJobs]
export const audiences: Audience[] = [...identityAudiences, ...documentAudiences]
/** Readers of the feed that run beside the queue, by the name under which they remember where they are. */
export const readers: Record<string, (tx: Tx, facts: FedFact[]) => Promise<void>> = {
  notifications: notifyOf(notices),
}
