import type { ReactNode } from 'react'
import { dealImports } from '#domains/transactions/imports/contract.ts'
import { ImportsAtWork } from '#web/imports/ImportsAtWork.tsx'
import { IMPORT_COLUMNS, ImportsPage } from '#web/imports/ImportsPage.tsx'
import { type ImportKind, uploadTo } from '#web/imports/kind.ts'
import { useCall, useChange } from '#web/use-call.ts'
import { useList } from '#web/use-list.ts'
import { DealColumns } from './DealColumns.tsx'

const DEALS: ImportKind = {
  one: 'deal',
  many: 'deals',
  permission: 'transactions.import',
  page: '/deals/imports',
  above: { to: '/deals', label: 'Deals' },
  products: 'dotloop, SkySlope, Paperless Pipeline',
  accept: '.csv,.tsv,.txt,.xlsx',
  chooses: 'Choose a CSV or XLSX file',
  example: {
    name: 'deals.csv',
    text: [
      'Number,Type,Status,Street address,City,State,ZIP code,List price,Sale price,Contract date,Closing date,Closed on,Seller,Buyer',
      '2025-0101,Sale,Closed,1204 Alder Court,Austin,TX,78701,650000,640000,2025-03-02,2025-04-15,2025-04-15,Mei Ito,Bea Buyer',
      '2026-0102,Purchase,Under contract,77 Oak Avenue,Austin,TX,78702,,525000,2026-11-02,2026-12-15,,,Omar Reyes',
    ].join('\r\n'),
  },
  checkNote:
    'Closed and canceled deals are imported as history: no documents are required for them. No one is notified of each deal.',
  stayed: 'changed since the import, or given documents, dates, amounts, people or guests.',
  undoing: 'The import is being undone. Deals that no one changed are removed.',
  recordOf: (duplicate) =>
    'transaction_id' in duplicate && duplicate.transaction_id ? `/deals/${duplicate.transaction_id}` : null,
  Columns: DealColumns,
  useLatest: (asked) => useCall(dealImports.all, { limit: 5 }, asked),
  useOne: (import_id, asked) => useCall(dealImports.one, { import_id }, asked),
  useRun: (import_id) => {
    const { busy, run } = useChange(dealImports.run)
    return { busy, run: (said) => run(said, { import_id }) }
  },
  useUndo: (import_id) => {
    const { busy, run } = useChange(dealImports.undo)
    return { busy, run: (said) => run(said, { import_id }) }
  },
  about: dealImports.upload.about,
  upload: (file) => uploadTo(dealImports.upload, {}, file),
}

export function DealImportsPage() {
  return (
    <ImportsPage
      kind={DEALS}
      list={useList(dealImports.all, { name: 'deal-imports', columns: IMPORT_COLUMNS })}
    />
  )
}

export function DealImportsAtWork({ children }: { children: ReactNode }) {
  return <ImportsAtWork kind={DEALS}>{children}</ImportsAtWork>
}
