import { contract, get, page, patch } from '#lib/contract.ts'
import { ChangedDates, DatesChange, DealDates, OpenDate, OpenDateFilter, Preview } from './schema.ts'

export const dates = contract(
  { tag: 'transactions', about: ['transaction'], who: 'transactions.read' },
  {
    open: page('/transaction-dates', {
      summary: 'List the dates of open deals that are still to be met, the earliest first',
      query: OpenDateFilter,
      item: OpenDate,
      by: ['date', 'id'],
    }),
    one: get('/transactions/:id/dates', {
      summary: 'Get the dates of a deal, and how they are counted',
      gives: DealDates,
      versioned: true,
    }),
    change: patch('/transactions/:id/dates', {
      summary: 'Change the dates of a deal, or preview what would move',
      who: 'transactions.edit',
      query: Preview,
      takes: DatesChange,
      gives: ChangedDates,
      versioned: true,
    }),
  },
)
