import type { ImportKind } from '#domains/identity/imports/kind.ts'
import { dealImportFailed, dealImportUndone, dealsImported } from '#domains/transactions/events.ts'
import { DEAL_FIELDS, type DealFieldId, type DealMapping } from '#domains/transactions/rules/import-fields.ts'
import { demandTeam } from '#domains/transactions/transactions.ts'
import { may } from '#lib/actor.ts'
import { AppError, demand } from '#lib/errors.ts'
import { beginDeals } from './batch.ts'
import { PLACES } from './drafts.ts'
import type { DealDuplicate, DealImportSettings } from './schema.ts'
import { countImported } from './undo/queries.ts'
import { removeDeals, removeProperties, trashPeople } from './undo/undo.ts'

export const dealImportKind: ImportKind<{ settings: DealImportSettings; duplicate: DealDuplicate }> = {
  subject: 'transaction',
  permission: 'transactions.import',
  job: 'transactions.import',
  sweep: 'transactions.remove_forgotten_imports',
  files: { things: 'deals', accepts: 'CSV or XLSX' },
  folder: 'transaction-imports',
  fields: DEAL_FIELDS,
  demand: async (_, actor, { mapping, settings }) => {
    demandAddress(mapping)
    demandTeam(settings)
    demand(may(actor, 'transactions.edit'), 'create deals')
    if (PEOPLE.some((field) => mapping[field] !== undefined))
      demand(may(actor, 'contacts.edit'), 'add contacts')
  },
  nothing: 'There is nothing to import: every row has an error or is a deal already.',
  begin: beginDeals,
  undo: [removeDeals, removeProperties, trashPeople],
  countKept: countImported,
  facts: { imported: dealsImported, failed: dealImportFailed, undone: dealImportUndone },
}

const PEOPLE: DealFieldId[] = ['seller_name', 'seller_email', 'buyer_name', 'buyer_email']

function demandAddress(mapping: DealMapping): void {
  if (!PLACES.some((field) => mapping[field] !== undefined))
    throw new AppError('invalid', 'Choose the column of the property’s address.', {
      issues: [{ field: 'mapping', reason: 'has no column of an address' }],
    })
}
