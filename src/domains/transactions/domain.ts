import { z } from 'zod'
import type { Domain } from '#infra/domain.ts'
import { amountRoutes } from './amounts/routes.ts'
import { transactionAudiences, transactionInvolvements } from './audience/queries.ts'
import { closingRoutes } from './closings/routes.ts'
import { commissionNotices } from './commissions/notices/queries.ts'
import { recomputeJob } from './commissions/recompute.ts'
import { commissionRoutes } from './commissions/routes.ts'
import { dateRoutes } from './dates/routes.ts'
import { approveDemonstrationJob } from './demonstration/commissions.ts'
import { addDemonstrationDeals, demonstrationJob } from './demonstration/demonstration.ts'
import { disbursementRoutes } from './disbursements/routes.ts'
import { attachmentRoutes } from './documents/routes.ts'
import * as events from './events.ts'
import { TRANSACTION_SORTS, TransactionNarrowing } from './list/schema.ts'
import { transactionsLoad } from './load.ts'
import { netSheetRoutes } from './net-sheet/routes.ts'
import { partyRoutes } from './parties/routes.ts'
import { transactionPermissions } from './permissions.ts'
import { planRoutes } from './plans/routes.ts'
import { propertyRoutes } from './properties/routes.ts'
import { transactionRoutes } from './routes.ts'
import { stageRoutes } from './stages/routes.ts'
import { dealTimelineRoutes } from './timeline/routes.ts'

/** Deals: the properties that they are about, who takes part in them, their stages, dates, documents and money. */
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
    closingRoutes,
    amountRoutes,
    netSheetRoutes,
    commissionRoutes,
    planRoutes,
    disbursementRoutes,
  ],
  jobs: [demonstrationJob, approveDemonstrationJob, recomputeJob],
  facts: Object.values(events),
  permissions: transactionPermissions,
  audiences: transactionAudiences,
  notices: [commissionNotices],
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
    idx_transaction_documents_transaction: {
      sentence: 'This document is attached to the deal already.',
      field: 'document_id',
    },
    idx_commission_plans_once: {
      sentence: 'This agent has a plan from this day on already. Change that one.',
      field: 'valid_from',
    },
    idx_franchise_fees_once: {
      sentence: 'A franchise fee from this day on is set already.',
      field: 'valid_from',
    },
  },
  demonstration: addDemonstrationDeals,
  load: transactionsLoad,
}
