import { transactionsExported } from '#domains/transactions/events.ts'
import { countTransactions, listTransactions } from '#domains/transactions/list/queries.ts'
import type { Side, Stage, TransactionRow, TransactionType } from '#domains/transactions/schema.ts'
import { publish } from '#infra/facts/events.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Sheet, SheetValue } from '#infra/sheets/send-sheet.ts'
import type { Actor } from '#lib/actor.ts'
import { dayAt } from '#lib/dates.ts'
import { EXPORT_COLUMNS, type ExportColumn, type TransactionExport } from './schema.ts'

const MOST_ROWS = 50_000
const PAGE = 500

/** As an import of deals reads them. */
const STAGES: Record<Stage, string> = {
  ...{ pre_listing: 'Pre-listing', listed: 'Listed', offer: 'Offer', under_contract: 'Under contract' },
  ...{ contingencies_cleared: 'Contingencies cleared', clear_to_close: 'Clear to close' },
  ...{ closed: 'Closed', cancelled: 'Canceled' },
}
const STATUSES = { active: 'Active', pending: 'Pending', closed: 'Closed', cancelled: 'Canceled' }
const TYPES: Record<TransactionType, string> = {
  ...{ sale: 'Sale', purchase: 'Purchase', lease: 'Lease', refinance: 'Refinance', rental: 'Rental' },
}
const SIDES: Record<Side, string> = { listing: 'Listing', selling: 'Buyer', both: 'Both' }
const VISIBILITIES = { private: 'Its agents', team: 'Team', organization: 'Everyone' }

type Column = { header: string; value: (deal: TransactionRow, zone: string) => SheetValue }

const COLUMNS: Record<ExportColumn, Column> = {
  address: { header: 'Property', value: ({ address }) => address },
  transaction_number: { header: 'Number', value: ({ transaction_number }) => transaction_number },
  stage: { header: 'Stage', value: ({ stage }) => STAGES[stage] },
  status: { header: 'Status', value: ({ status }) => STATUSES[status] },
  transaction_type: { header: 'Type', value: ({ transaction_type }) => TYPES[transaction_type] },
  side: { header: 'Side', value: ({ side }) => SIDES[side] },
  clients: { header: 'Clients', value: ({ client_names }) => client_names.join('; ') },
  agents: { header: 'Agents', value: ({ agent_names }) => agent_names.join('; ') },
  list_price: { header: 'List price', value: ({ list_price }) => dollars(list_price) },
  sale_price: { header: 'Sale price', value: ({ sale_price }) => dollars(sale_price) },
  next_date: { header: 'Next date', value: ({ next_date }) => next_date },
  next_date_name: { header: 'Next date is', value: ({ next_date_name }) => next_date_name },
  listing_date: { header: 'Listed on', value: ({ listing_date }) => listing_date },
  contract_date: { header: 'Contract date', value: ({ contract_date }) => contract_date },
  closing_date: { header: 'Closing date', value: ({ closing_date }) => closing_date },
  closed_on: { header: 'Closed on', value: ({ closed_on }) => closed_on },
  visibility: { header: 'Visible to', value: ({ visibility }) => VISIBILITIES[visibility] },
  created_at: { header: 'Created', value: ({ created_at }, zone) => dayAt(created_at, zone) },
  archived_at: { header: 'Archived', value: ({ archived_at: at }, zone) => at && dayAt(at, zone) },
}

/** Spreadsheets add them up; a price of a deal is far below what a number holds exactly. */
const dollars = (amount: string | null) => (amount === null ? null : Number(amount))

type Act = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

/**
 * The deals of a list by address. Who took how many is written down before the first is sent; each page is read in its own
 * transaction, so that none is held open.
 */
export async function exportTransactions(
  act: Act,
  actor: Actor,
  { format, columns = [], ...narrowing }: TransactionExport,
): Promise<Omit<Sheet, 'name'>> {
  const { organization_id, timezone } = actor
  const shown = (columns.length > 0 ? columns : EXPORT_COLUMNS).map((name) => COLUMNS[name])
  const headers = shown.map(({ header }) => header)
  await act(async (tx) => {
    const count = Math.min(MOST_ROWS, (await countTransactions(tx, organization_id, narrowing)).count)
    await publish(tx, organization_id, transactionsExported, organization_id, {
      count,
      format,
      columns: headers,
    })
  })
  return { headers, rows: rowsOf() }

  async function* rowsOf(): AsyncGenerator<SheetValue[]> {
    let after: readonly [string, string] | undefined
    for (let sent = 0; sent < MOST_ROWS; sent += PAGE) {
      const page = { after, limit: PAGE, sort: 'address' as const }
      const deals = await act((tx) => listTransactions(tx, organization_id, narrowing, page))
      for (const deal of deals) yield shown.map(({ value }) => value(deal, timezone))
      const last = deals.at(-1)
      if (!last || deals.length < PAGE) return
      after = [last.address, last.id]
    }
  }
}
