import { identityJobs } from '#domains/identity/jobs.ts'
import { authRoutes } from '#domains/identity/routes/auth.ts'
import { meRoutes } from '#domains/identity/routes/me.ts'
import { organizationRoutes } from '#domains/identity/routes/organization.ts'
import { teamRoutes } from '#domains/identity/routes/teams.ts'
import type { Routes } from '#infra/http.ts'
import type { Job } from '#infra/jobs.ts'

/** The whole product, one line a part. */
export const routes: Routes[] = [authRoutes, meRoutes, organizationRoutes, teamRoutes]
export const jobs: Job[] = [...identityJobs]
