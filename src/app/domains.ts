import { demonstrationJobs } from '#app/demonstration.ts'
import { documentAudiences } from '#domains/documents/audience/queries.ts'
import { commentRoutes } from '#domains/documents/comments/routes.ts'
import { fileRoutes } from '#domains/documents/content/routes.ts'
import { downloadRoutes } from '#domains/documents/downloads/routes.ts'
import { extractionRoutes } from '#domains/documents/extractions/routes.ts'
import { documentJobs } from '#domains/documents/jobs.ts'
import { pageRoutes } from '#domains/documents/pages/routes.ts'
import { requestPageRoutes, requestRoutes } from '#domains/documents/requests/routes.ts'
import { uploadRoutes } from '#domains/documents/resumable/routes.ts'
import { documentRoutes } from '#domains/documents/routes.ts'
import { sharedPageRoutes, shareRoutes } from '#domains/documents/shares/routes.ts'
import { trashRoutes } from '#domains/documents/trash/routes.ts'
import { versionRoutes } from '#domains/documents/versions/routes.ts'
import { calculatorRoutes } from '#domains/exchanges/calculators/routes.ts'
import { identityAudiences } from '#domains/identity/audiences.ts'
import { identityJobs } from '#domains/identity/jobs.ts'
import { authRoutes } from '#domains/identity/routes/auth.ts'
import { factorRoutes } from '#domains/identity/routes/factors.ts'
import { meRoutes } from '#domains/identity/routes/me.ts'
import { oidcRoutes } from '#domains/identity/routes/oidc.ts'
import { organizationRoutes } from '#domains/identity/routes/organization.ts'
import { teamRoutes } from '#domains/identity/routes/teams.ts'
import type { Audience } from '#infra/audiences.ts'
import type { Routes } from '#infra/http.ts'
import type { Job } from '#infra/jobs.ts'

/** The whole product, one line a part. */
export const routes: Routes[] = [
  oidcRoutes,
  authRoutes,
  meRoutes,
  factorRoutes,
  organizationRoutes,
  teamRoutes,
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
export const jobs: Job[] = [...identityJobs, ...documentJobs, ...demonstrationJobs]
export const audiences: Audience[] = [...identityAudiences, ...documentAudiences]
