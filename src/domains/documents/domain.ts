import { z } from 'zod'
import type { Domain } from '#infra/domain.ts'
import { activityRoutes } from './activity/routes.ts'
import { documentAudiences } from './audience/queries.ts'
import { commentRoutes } from './comments/routes.ts'
import { documentInvolvements } from './contacts/queries.ts'
import { fileRoutes } from './content/routes.ts'
import { addDemonstration, demonstrationJob } from './demonstration/demonstration.ts'
import { downloadRoutes } from './downloads/routes.ts'
import { documentDuplicates } from './duplicates.ts'
import * as events from './events.ts'
import { extractionRoutes } from './extractions/routes.ts'
import { documentJobs } from './jobs.ts'
import { documentsLoad } from './load/load.ts'
import { documentNotices } from './notices/queries.ts'
import { pageRoutes } from './pages/routes.ts'
import { documentPermissions } from './permissions.ts'
import { requestImportRoutes } from './request-imports/routes.ts'
import { requestPageRoutes, requestRoutes } from './requests/routes.ts'
import { RequestFilter } from './requests/schema.ts'
import { uploadRoutes } from './resumable/routes.ts'
import { documentRoutes } from './routes.ts'
import { SORTS, ViewedDocuments } from './schema.ts'
import { sharedPageRoutes, shareRoutes } from './shares/routes.ts'
import { trashRoutes } from './trash/routes.ts'
import { versionRoutes } from './versions/routes.ts'

/** Files and what was read in them, who sees them, and what clients are asked for. */
export const documents: Domain = {
  name: 'documents',
  label: 'Documents',
  routes: [
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
  ],
  jobs: [...documentJobs, demonstrationJob],
  facts: Object.values(events),
  permissions: documentPermissions,
  audiences: documentAudiences,
  involvements: documentInvolvements,
  notices: documentNotices,
  views: [
    { subject_type: 'document', filters: ViewedDocuments, sorts: SORTS },
    { subject_type: 'document_request', filters: z.strictObject(RequestFilter.shape), sorts: [] },
  ],
  duplicates: documentDuplicates,
  demonstration: addDemonstration,
  load: documentsLoad,
}
