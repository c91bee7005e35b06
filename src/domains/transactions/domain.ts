import { z } from 'zod'
import type { Domain } from '#infra/domain.ts'
import { transactionAudiences, transactionInvolvements } from './audience/queries.ts'
import { dateRoutes } from './dates/routes.ts'
import { addDemonstrationDeals, demonstrationJob } from './demonstration/demonstration.ts'
import { discrepancyRoutes } from './discrepancies/routes.ts'
import { attachmentRoutes } from './documents/routes.ts'
import * as events from './events.ts'
import { TRANSACTION_SORTS, TransactionNarrowing } from './list/schema.ts'
import { transactionsLoad } from './load.ts'
import { matchingJobs } from './matching/jobs.ts'
import { dealProposalRoutes } from './matching/routes.ts'
import { partyRoutes } from './parties/routes.ts'
import { transactionPermissions } from './permissions.ts'
import { propertyRoutes } from './properties/routes.ts'
import { valueProposalRoutes } from './proposals/routes.ts'
import { transactionRoutes } from './routes.ts'
import { stageRoutes } from './stages/routes.ts'
import { dealTimelineRoutes } from './timeline/routes.ts'

/** Deals: the properties that they are about, who takes part in them, their stages, dates and documents. */
export const transactions: Domain = {
  name: 'transactions',
  label: 'Deals',
  routes: [
    transactionRoutes,
    stageRoutes,
    partyRoutes,
    attachmentRoutes,
    dateRoutes,
    propertyRoutes,
    dealTimelineRoutes,
    dealProposalRoutes,
    valueProposalRoutes,
    discrepancyRoutes,
  ],
  jobs: [demonstrationJob, ...matchingJobs],
  facts: Object.values(events),
  permissions: transactionPermissions,
  audiences: transactionAudiences,
  involvements: transactionInvolvements,
  views: [
    {
      subject_type: 'transaction',
      filters: z.strictObject(TransactionNarrowing.shape),
      sorts: Object.keys(TRANSACTION_SORTS),
    },
  ],
  duplicates: {
    transactions_organization_id_transaction_number_key: { sentence: 'Another deal has this number.' },
    idx_transaction_parties_once: {
      sentence: 'This contact has this role in the deal already.',
      field: 'contact_id',
    },
    idx_transaction_document_proposals_once: {
      sentence: 'This document is proposed for the deal already.',
    },
    idx_transaction_rejected_values_once: { sentence: 'This value is left out already.' },
    idx_transaction_settled_values_once: {
      sentence: 'Someone else just settled this. Load the page again.',
    },
    idx_transaction_documents_transaction: {
      sentence: 'This document is attached to the deal already.',
      field: 'document_id',
    },
  },
  demonstration: addDemonstrationDeals,
  load: transactionsLoad,
}
