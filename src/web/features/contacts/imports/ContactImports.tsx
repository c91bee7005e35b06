import type { ReactNode } from 'react'
import { imports } from '#domains/contacts/imports/contract.ts'
import { ImportsAtWork } from '#web/imports/ImportsAtWork.tsx'
import { IMPORT_COLUMNS, ImportsPage } from '#web/imports/ImportsPage.tsx'
import { type ImportKind, uploadTo } from '#web/imports/kind.ts'
import { useCall, useChange } from '#web/use-call.ts'
import { useList } from '#web/use-list.ts'
import { ColumnsStep } from './ColumnsStep.tsx'

const CONTACTS: ImportKind = {
  one: 'contact',
  many: 'contacts',
  permission: 'contacts.import',
  page: '/contacts/imports',
  above: { to: '/contacts', label: 'Contacts' },
  products: 'Google, Outlook, iPhone, Follow Up Boss, kvCORE, Top Producer',
  accept: '.csv,.tsv,.txt,.xlsx,.vcf',
  chooses: 'Choose a CSV, XLSX or vCard file',
  example: {
    name: 'contacts.csv',
    text: [
      'First name,Last name,Company,Email,Mobile phone,Street,City,State,ZIP code,Type,Tags',
      'Bea,Buyer,,bea@example.com,(415) 555-0132,1204 Alder Court,Oakland,CA,94611,Client,"buyer, investor"',
      'Lou,Lender,Bay Lending,lou@example.com,(415) 555-0188,,San Francisco,CA,94110,Lender,',
    ].join('\r\n'),
  },
  stayed: 'changed, merged, related or talked to since the import.',
  undoing: 'The import is being undone. Contacts that no one changed move to the trash.',
  listOf: (id) => `/contacts?import_id=${id}`,
  recordOf: (duplicate) =>
    'contact_id' in duplicate && duplicate.contact_id ? `/contacts/${duplicate.contact_id}` : null,
  Columns: ColumnsStep,
  useLatest: (asked) => useCall(imports.all, { limit: 5 }, asked),
  useOne: (id, asked) => useCall(imports.one, { id }, asked),
  useRun: (id) => {
    const { busy, run } = useChange(imports.run)
    return { busy, run: (said) => run(said, { id }) }
  },
  useUndo: (id) => {
    const { busy, run } = useChange(imports.undo)
    return { busy, run: (said) => run(said, { id }) }
  },
  about: imports.upload.about,
  upload: (file) => uploadTo(imports.upload, {}, file),
}

export function ContactImportsPage() {
  return (
    <ImportsPage
      kind={CONTACTS}
      list={useList(imports.all, { name: 'contact-imports', columns: IMPORT_COLUMNS })}
    />
  )
}

export function ContactImportsAtWork({ children }: { children: ReactNode }) {
  return <ImportsAtWork kind={CONTACTS}>{children}</ImportsAtWork>
}
