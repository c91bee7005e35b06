import { demonstrationJobs } from '#app/demonstration.ts'
import { documentAudiences } from '#domains/documents/audience/queries.ts'
import { documentJobs } from '#domains/documents/jobs.ts'
import { requestPageRoutes, requestRoutes } from '#domains/documents/requests/routes.ts'
import { documentRoutes } from '#domains/documents/routes/documents.ts'
import { downloadRoutes } from '#domains/documents/routes/downloads.ts'
import { fileRoutes } from '#domains/documents/routes/files.ts'
import { readingRoutes } from '#domains/documents/routes/reading.ts'
import { linkRoutes, shareRoutes } from '#domains/documents/routes/shares.ts'
import { uploadRoutes } from '#domains/documents/routes/uploads.ts'
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
  downloadRoutes,
  readingRoutes,
  shareRoutes,
  linkRoutes,
  requestRoutes,
  requestPageRoutes,
  uploadRoutes,
  calculatorRoutes,
]
export const jobs: Job[] = [...identityJobs, ...documentJobs, ...demonstrationJobs]
export const audiences: Audience[] = [...identityAudiences, ...documentAudiences]
