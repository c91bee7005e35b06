import { z } from 'zod'
import type { Domain } from '#infra/domain.ts'
import { exchangeAudiences, exchangeInvolvements } from './audience/queries.ts'
import { calculatorRoutes } from './calculators/routes.ts'
import { exchangeCalendar } from './calendar/queries.ts'
import { exchangeDayRoutes } from './calendar/routes.ts'
import { closingWithin } from './closings/within.ts'
import { deadlineJobs } from './deadlines/jobs.ts'
import { deadlineRoutes } from './deadlines/routes.ts'
import * as events from './events.ts'
import { EXCHANGE_SORTS, ExchangeNarrowing } from './list/schema.ts'
import { exchangeNotices } from './notices/queries.ts'
import { participantRoutes } from './participants/routes.ts'
import { exchangePermissions } from './permissions.ts'
import { personRoutes } from './persons/routes.ts'
import { exchangePropertyRoutes } from './properties/routes.ts'
import { exchangeRoutes } from './routes.ts'
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
    exchangeDayRoutes,
    exchangeTimelineRoutes,
    calculatorRoutes,
    personRoutes,
  ],
  jobs: deadlineJobs,
  facts: Object.values(events),
  within: closingWithin,
  permissions: exchangePermissions,
  audiences: exchangeAudiences,
  involvements: exchangeInvolvements,
  notices: exchangeNotices,
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
    idx_exchange_deadlines_once: {
      sentence: 'Someone else just changed this exchange. Load the page again.',
    },
    idx_deadline_facts_once: { sentence: 'Someone else just changed this exchange. Load the page again.' },
  },
}
