import { z } from 'zod'
import { importNotices } from '#domains/identity/imports/notices.ts'
import { importJobsOf } from '#domains/identity/imports/work.ts'
import type { Domain } from '#infra/domain.ts'
import { amendmentRoutes } from './amendments/routes.ts'
import { amountRoutes } from './amounts/routes.ts'
import { transactionAudiences, transactionInvolvements } from './audience/queries.ts'
import { dealCalendar } from './calendar/queries.ts'
import { dealDayRoutes } from './calendar/routes.ts'
import { closingRoutes } from './closings/routes.ts'
import * as moneyEvents from './commissions/events.ts'
import { commissionNotices } from './commissions/notices/queries.ts'
import { recomputeJob } from './commissions/recompute.ts'
import { commissionRoutes } from './commissions/routes.ts'
import { dateRoutes } from './dates/routes.ts'
import { approveDemonstrationJob } from './demonstration/commissions.ts'
import { addDemonstrationDeals, demonstrationJob } from './demonstration/demonstration.ts'
import { disbursementJobs } from './disbursements/jobs.ts'
import { disbursementRoutes } from './disbursements/routes.ts'
import { discrepancyRoutes } from './discrepancies/routes.ts'
import { attachmentRoutes } from './documents/routes.ts'
import * as events from './events.ts'
import { guestJobs } from './guests/jobs.ts'
import { guestRoutes } from './guests/routes.ts'
import { dealImportKind } from './imports/kind.ts'
import { dealImportRoutes } from './imports/routes.ts'
import { TRANSACTION_SORTS, TransactionNarrowing } from './list/schema.ts'
import { transactionsLoad } from './load/load.ts'
import { matchingJobs } from './matching/jobs.ts'
import { dealProposalRoutes } from './matching/routes.ts'
import { netSheetRoutes } from './net-sheet/routes.ts'
import { transactionNotices } from './notices/queries.ts'
import { partyRoutes } from './parties/routes.ts'
import { transactionPermissions } from './permissions.ts'
import { planRoutes } from './plans/routes.ts'
import { propertyRoutes } from './properties/routes.ts'
import { valueProposalRoutes } from './proposals/routes.ts'
import { dealRequestJobs } from './requests/jobs.ts'
import { dealRequestRoutes } from './requests/routes.ts'
import { ruleRoutes } from './requirement-rules/routes.ts'
import { requirementJobs } from './requirements/jobs.ts'
import { requirementRoutes } from './requirements/routes.ts'
import { transactionRoutes } from './routes.ts'
import { settingsRoutes } from './settings/routes.ts'
import { stageRoutes } from './stages/routes.ts'
import { dealTimelineRoutes } from './timeline/routes.ts'

/** Deals: the properties that they are about, who takes part in them, their stages, dates, documents and money. */
export const transactions: Domain = {
  name: 'transactions',
  label: 'Deals',
  routes: [
    dealImportRoutes,
    transactionRoutes,
    stageRoutes,
    settingsRoutes,
    partyRoutes,
    guestRoutes,
    dealRequestRoutes,
    attachmentRoutes,
    dateRoutes,
    dealDayRoutes,
    propertyRoutes,
    dealTimelineRoutes,
    ruleRoutes,
    requirementRoutes,
    amendmentRoutes,
    closingRoutes,
    amountRoutes,
    netSheetRoutes,
    commissionRoutes,
    planRoutes,
    disbursementRoutes,
    dealProposalRoutes,
    valueProposalRoutes,
    discrepancyRoutes,
  ],
  jobs: [
    ...[demonstrationJob, approveDemonstrationJob, recomputeJob],
    ...guestJobs,
    ...dealRequestJobs,
    ...disbursementJobs,
    ...requirementJobs,
    ...matchingJobs,
    ...importJobsOf(dealImportKind),
  ],
  facts: [...Object.values(events), ...Object.values(moneyEvents)],
  permissions: transactionPermissions,
  audiences: transactionAudiences,
  notices: [
    ...transactionNotices,
    commissionNotices,
    importNotices('transaction', 'transaction_import', 'deal', {
      imported: events.dealsImported,
      failed: events.dealImportFailed,
    }),
  ],
  calendar: dealCalendar,
  involvements: transactionInvolvements,
  views: [
    {
      subject_type: 'transaction',
      filters: z.strictObject(TransactionNarrowing.shape),
      sorts: Object.keys(TRANSACTION_SORTS),
    },
  ],
  duplicates: {
    idx_requirement_rules_library: { sentence: 'This rule of the library has been copied already.' },
    idx_transaction_requirements_rule: { sentence: 'The deal asks for this document already.' },
    transactions_organization_id_transaction_number_key: { sentence: 'Another deal has this number.' },
    idx_transaction_parties_once: {
      sentence: 'This contact has this role in the deal already.',
      field: 'contact_id',
    },
    idx_transaction_guests_live: {
      sentence: 'Someone else is inviting this client right now. Load the page again.',
      field: 'party_id',
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
