import type { Domain } from '#infra/domain.ts'
import { contactAudiences } from './audience/queries.ts'
import { addDemonstrationContacts } from './demonstration/demonstration.ts'
import { duplicateRoutes } from './duplicates/routes.ts'
import * as events from './events.ts'
import { financialRoutes } from './financials/routes.ts'
import { interactionRoutes } from './interactions/routes.ts'
import { contactJobs } from './jobs.ts'
import { contactsLoad } from './load.ts'
import { mergeRoutes } from './merges/routes.ts'
import { contactPermissions } from './permissions.ts'
import { relationshipRoutes } from './relationships/routes.ts'
import { contactRoutes } from './routes.ts'
import { timelineRoutes } from './timeline/routes.ts'

/** The people and organizations of a deal, how they are related, and what happened with them. */
export const contacts: Domain = {
  name: 'contacts',
  label: 'Contacts',
  routes: [
    contactRoutes,
    relationshipRoutes,
    interactionRoutes,
    financialRoutes,
    mergeRoutes,
    duplicateRoutes,
    timelineRoutes,
  ],
  jobs: contactJobs,
  facts: Object.values(events),
  permissions: contactPermissions,
  audiences: contactAudiences,
  demonstration: addDemonstrationContacts,
  load: contactsLoad,
}
