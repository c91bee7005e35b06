import { demonstrationJobs } from '#app/demonstration.ts'
import { activityRoutes } from '#domains/documents/activity/routes.ts'
import { documentAudiences } from '#domains/documents/audience/queries.ts'
import { commentRoutes } from '#domains/documents/comments/routes.ts'
import { fileRoutes } from '#domains/documents/content/routes.ts'
import { downloadRoutes } from '#domains/documents/downloads/routes.ts'
import { extractionRoutes } from '#domains/documents/extractions/routes.ts'
import { documentJobs } from '#domains/documents/jobs.ts'
import { pageRoutes } from '#domains/documents/pages/routes.ts'
import { requestImportRoutes } from '#domains/documents/request-imports/routes.ts'
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
import { invitationRoutes } from '#domains/identity/invitations/routes.ts'
import { identityJobs } from '#domains/identity/jobs.ts'
import { memberRoutes } from '#domains/identity/members/routes.ts'
import { oidcRoutes } from '#domains/identity/oidc/routes.ts'
import { organizationRoutes } from '#domains/identity/organizations/routes.ts'
import { meRoutes } from '#domains/identity/people/routes.ts'
import { sessionRoutes } from '#domains/identity/sessions/routes.ts'
import { authRoutes } from '#domains/identity/sign-in/routes.ts'
import { teamRoutes } from '#domains/identity/teams/routes.ts'
import { viewRoutes } from '#domains/identity/views/routes.ts'
import type { Audience } from '#infra/facts/audiences.ts'
import type { Routes } from '#infra/http/server.ts'
import type { Job } from '#infra/jobs/jobs.ts'

/** The whole product, one line a part. */
export const routes: Routes[] = [
  oidcRoutes,
  authRoutes,
  meRoutes,
  sessionRoutes,
  factorRoutes,
  organizationRoutes,
  memberRoutes,
  invitationRoutes,
  teamRoutes,
  viewRoutes,
  apiKeyRoutes,
  auditRoutes,
  documentRoutes,
  activityRoutes,
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
  requestImportRoutes,
  requestPageRoutes,
  uploadRoutes,
  calculatorRoutes,
]
export const jobs: Job[] = [...identityJobs, ...documentJobs, ...demonstrationJobs]
export const audiences: Audience[] = [...identityAudiences, ...documentAudiences]
