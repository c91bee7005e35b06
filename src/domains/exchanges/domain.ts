import { z } from 'zod'
import type { Domain } from '#infra/domain.ts'
import { exchangeAccountRoutes } from './accounts/routes.ts'
import { exchangeAudiences, exchangeInvolvements } from './audience/queries.ts'
import { balanceRoutes } from './balances/routes.ts'
import { calculatorRoutes } from './calculators/routes.ts'
import { exchangeCalendar } from './calendar/queries.ts'
import { exchangeDayRoutes } from './calendar/routes.ts'
import { clientStatementRoutes } from './client-statement/routes.ts'
import { closingWithin } from './closings/within.ts'
import { conflictRoutes } from './conflicts/routes.ts'
import { deadlineJobs } from './deadlines/jobs.ts'
import { deadlineRoutes } from './deadlines/routes.ts'
import { addDemonstrationExchanges, demonstrationJob } from './demonstration/demonstration.ts'
import { moneyNotices } from './disbursements/notices/queries.ts'
import { disbursementRoutes } from './disbursements/routes.ts'
import { exchangeDocumentRoutes } from './documents/routes.ts'
import { exchangeEndingRoutes } from './endings/routes.ts'
import * as events from './events.ts'
import { exchangeFeeRoutes } from './fees/routes.ts'
import { guestJobs } from './guests/jobs.ts'
import { exchangeGuestRoutes } from './guests/routes.ts'
import { identificationRoutes } from './identification/routes.ts'
import { exchangeInterestRoutes } from './interest/routes.ts'
import { ledgerRoutes } from './ledger/routes.ts'
import { EXCHANGE_SORTS, ExchangeNarrowing } from './list/schema.ts'
import { exchangesLoad } from './load/load.ts'
import * as moneyEvents from './money-events.ts'
import { exchangeNotices } from './notices/queries.ts'
import { participantRoutes } from './participants/routes.ts'
import { payeeRoutes } from './payees/routes.ts'
import { exchangePermissions } from './permissions.ts'
import { personRoutes } from './persons/routes.ts'
import { exchangePropertyRoutes } from './properties/routes.ts'
import { exchangeRoutes } from './routes.ts'
import { exchangeSettingsRoutes } from './settings/routes.ts'
import { signingRoutes } from './signing/routes.ts'
import { sealJobs } from './signing/seal-later.ts'
import { statementRoutes } from './statements/routes.ts'
import { exchangeTimelineRoutes } from './timeline/routes.ts'

/** Section 1031: exchanges and the deadlines that follow from their facts, its rules, and calculators for everyone. */
export const exchanges: Domain = {
  name: 'exchanges',
  label: 'Exchanges',
  routes: [
    exchangeRoutes,
    exchangePropertyRoutes,
    participantRoutes,
    deadlineRoutes,
    exchangeDocumentRoutes,
    exchangeEndingRoutes,
    conflictRoutes,
    exchangeSettingsRoutes,
    identificationRoutes,
    signingRoutes,
    exchangeGuestRoutes,
    exchangeDayRoutes,
    exchangeTimelineRoutes,
    calculatorRoutes,
    personRoutes,
    exchangeAccountRoutes,
    exchangeFeeRoutes,
    ledgerRoutes,
    exchangeInterestRoutes,
    payeeRoutes,
    disbursementRoutes,
    statementRoutes,
    balanceRoutes,
    clientStatementRoutes,
  ],
  jobs: [...deadlineJobs, ...guestJobs, ...sealJobs, demonstrationJob],
  demonstration: addDemonstrationExchanges,
  load: exchangesLoad,
  facts: [...Object.values(events), ...Object.values(moneyEvents)],
  within: closingWithin,
  permissions: exchangePermissions,
  audiences: exchangeAudiences,
  involvements: exchangeInvolvements,
  notices: [...exchangeNotices, ...moneyNotices],
  calendar: exchangeCalendar,
  views: [
    {
      subject_type: 'exchange',
      filters: z.strictObject(ExchangeNarrowing.shape),
      sorts: Object.keys(EXCHANGE_SORTS),
    },
  ],
  duplicates: {
    idx_exchange_participants_once: {
      sentence: 'This contact has this role in the exchange already.',
      field: 'participant_id',
    },
    idx_exchange_properties_once: {
      sentence: 'This property is on this side of the exchange already.',
      field: 'property_id',
    },
    idx_exchange_properties_transaction: { sentence: 'This deal is in an exchange already.' },
    idx_conflict_exceptions_relationship: { sentence: 'A finding about this record exists already.' },
    idx_conflict_exceptions_deal: { sentence: 'A finding about this deal exists already.' },
    idx_exchange_documents_once: { sentence: 'This document is attached to the exchange already.' },
    idx_notice_properties_once: { sentence: 'A notice names a property once.', field: 'properties' },
    idx_signatures_once: { sentence: 'Each person signs once.', field: 'signers' },
    idx_identification_notices_request: {
      sentence: 'Someone else just sent this notice. Load the page again.',
    },
    idx_exchange_guests_live: { sentence: 'Someone else just invited this person. Load the page again.' },
    idx_exchange_deadlines_once: {
      sentence: 'Someone else just changed this exchange. Load the page again.',
    },
    idx_fee_agreements_once: { sentence: 'Someone else just changed this exchange. Load the page again.' },
    idx_bank_statement_lines_posting: {
      sentence: 'This entry is matched with another line already. Load the page again.',
    },
    idx_disbursement_approvals_once: { sentence: 'You’ve approved this payment already.' },
    idx_ledger_entries_disbursement: { sentence: 'This payment has been released already.' },
    idx_ledger_entries_reversed_once: { sentence: 'This entry has been reversed already.' },
    idx_deadline_facts_once: { sentence: 'Someone else just changed this exchange. Load the page again.' },
  },
}
