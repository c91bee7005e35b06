import { z } from 'zod'
import { importNotices } from '#domains/identity/imports/notices.ts'
import { importJobsOf } from '#domains/identity/imports/work.ts'
import type { Domain } from '#infra/domain.ts'
import { contactAudiences } from './audience/queries.ts'
import { addDemonstrationContacts } from './demonstration/demonstration.ts'
import { duplicateRoutes } from './duplicates/routes.ts'
import * as events from './events.ts'
import { financialRoutes } from './financials/routes.ts'
import { contactImports } from './imports/kind.ts'
import { importRoutes } from './imports/routes.ts'
import { interactionRoutes } from './interactions/routes.ts'
import { contactJobs } from './jobs.ts'
import { CONTACT_SORTS, ContactNarrowing } from './list/schema.ts'
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
    importRoutes,
  ],
  jobs: [...contactJobs, ...importJobsOf(contactImports)],
  facts: Object.values(events),
  permissions: contactPermissions,
  audiences: contactAudiences,
  notices: [
    importNotices('contact', 'contact_import', 'contact', {
      imported: events.contactsImported,
      failed: events.importFailed,
    }),
  ],
  views: [
    {
      subject_type: 'contact',
      filters: z.strictObject(ContactNarrowing.shape),
      sorts: Object.keys(CONTACT_SORTS),
    },
  ],
  duplicates: {
    idx_contact_relationships_once: {
      sentence: 'These two contacts are related this way already.',
      field: 'other_contact_id',
    },
    contacts_organization_id_pp_id_key: {
      sentence: 'Another contact has this PracticePanther id.',
    },
  },
  demonstration: addDemonstrationContacts,
  load: contactsLoad,
}
