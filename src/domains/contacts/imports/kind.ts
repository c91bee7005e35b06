import { demandKeepers } from '#domains/contacts/contacts.ts'
import { contactsImported, importFailed, importUndone } from '#domains/contacts/events.ts'
import { IMPORT_FIELDS, type ImportFieldId, type Mapping } from '#domains/contacts/rules/import-fields.ts'
import type { ImportKind } from '#domains/identity/imports/kind.ts'
import type { FilesOfKind } from '#domains/identity/imports/reading/table.ts'
import { AppError } from '#lib/errors.ts'
import { type Met, openPlaces, planBatch, writeBatch } from './batch.ts'
import { openKnown } from './duplicates.ts'
import { isVcard, readVcards } from './read-vcards.ts'
import type { ImportSettings, RowDuplicate } from './schema.ts'
import { checkSpouses, writeSpouses } from './spouses/spouses.ts'
import { countLiving } from './undo/queries.ts'
import { trashBatch, unfillBatch, unrelateBatch } from './undo/undo.ts'

export const CONTACT_FILES: FilesOfKind = {
  things: 'contacts',
  accepts: 'CSV, XLSX or vCard',
  readText: (text) => (isVcard(text) ? { format: 'vcard', rows: readVcards(text) } : undefined),
}

export const contactImports: ImportKind<{ settings: ImportSettings; duplicate: RowDuplicate }> = {
  subject: 'contact',
  permission: 'contacts.import',
  job: 'contacts.import',
  sweep: 'contacts.remove_forgotten_imports',
  files: CONTACT_FILES,
  folder: 'contact-imports',
  fields: IMPORT_FIELDS,
  demand: async (tx, actor, { mapping, settings }) => {
    demandName(mapping)
    await demandKeepers(tx, actor, { ...settings, owner_id: actor.user_id })
  },
  nothing: 'There is nothing to import: every row has an error or is a contact already.',
  begin: (mapping) => {
    const earlier = openKnown<Met>()
    const places = openPlaces()
    const people = new Set<number>()
    const spouses = SPOUSES.some((field) => mapping[field] !== undefined)
    return {
      check: async (tx, actor, stored, batch) => {
        const planned = await planBatch(tx, actor, stored, batch, earlier)
        for (const row of planned.people) people.add(row)
        return planned.tally
      },
      write: (tx, actor, stored, batch) => writeBatch(tx, actor, stored, batch, places),
      ...(spouses && { connect: { check: checkSpouses(people, earlier), write: writeSpouses } }),
    }
  },
  undo: [unrelateBatch, trashBatch, unfillBatch],
  countKept: countLiving,
  facts: { imported: contactsImported, failed: importFailed, undone: importUndone },
}

const SPOUSES: ImportFieldId[] = ['spouse_name', 'spouse_email', 'spouse_phone']

/** Without one of these a contact has no name. */
const NAMING: ImportFieldId[] = [
  ...(['full_name', 'first_name', 'last_name', 'company', 'email', 'email_2', 'email_3'] as const),
  ...(['phone_mobile', 'phone_home', 'phone_work', 'phone_other'] as const),
]

function demandName(mapping: Mapping): void {
  if (!NAMING.some((field) => mapping[field] !== undefined))
    throw new AppError(
      'invalid',
      'Choose the column of a name, a company, an email address or a phone number.',
      {
        issues: [{ field: 'mapping', reason: 'has no column that names a contact' }],
      },
    )
}
