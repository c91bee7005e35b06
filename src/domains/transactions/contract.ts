import { z } from 'zod'
import { CreatedFeed } from '#domains/identity/calendars/schema.ts'
import { contract, get, patch, post, sortedPage } from '#lib/contract.ts'
import { TransactionBulk, TransactionBulkResult } from './bulk/schema.ts'
import { TransactionExport } from './exports/schema.ts'
import { TRANSACTION_SORTS, TransactionNarrowing } from './list/schema.ts'
import { NewTransaction, TransactionChange, TransactionDetail, TransactionRow } from './schema.ts'

export const transactions = contract(
  { tag: 'transactions', about: ['transaction'], who: 'transactions.edit' },
  {
    all: sortedPage('/transactions', {
      summary: 'Search and list deals',
      who: 'transactions.read',
      query: TransactionNarrowing,
      item: TransactionRow,
      sorts: TRANSACTION_SORTS,
    }),
    count: get('/transactions/count', {
      summary: 'Count the deals of a list, and how many are in each stage',
      who: 'transactions.read',
      query: TransactionNarrowing,
      gives: z.object({ count: z.int(), stages: z.record(z.string(), z.int()) }),
    }),
    one: get('/transactions/:id', {
      summary: 'Get a deal',
      who: 'transactions.read',
      gives: TransactionDetail,
      versioned: true,
    }),
    export: get('/transactions/export', {
      summary: 'Export a list of deals as CSV or XLSX, at most 50,000 rows',
      who: 'transactions.import',
      query: TransactionExport,
      gives: 'file',
      limit: 30,
    }),
    bulk: post('/transactions/bulk', {
      summary: 'Update, archive or restore several deals at once',
      takes: TransactionBulk,
      gives: TransactionBulkResult,
    }),
    create: post('/transactions', {
      summary: 'Create a deal, about a known property or a new address',
      takes: NewTransaction,
      gives: TransactionDetail,
      status: 201,
    }),
    change: patch('/transactions/:id', {
      summary: 'Update a deal',
      takes: TransactionChange,
      gives: TransactionDetail,
      versioned: true,
      errors: ['refused'],
    }),
    archive: post('/transactions/:id/archive', {
      summary: 'Archive a deal that isn’t under contract',
      gives: TransactionDetail,
    }),
    calendar: post('/transactions/:id/calendar-feed', {
      summary: 'Create an address at which your calendar program reads the dates of a deal',
      who: 'transactions.read',
      gives: CreatedFeed,
      status: 201,
      ...{ secret: true, agents: false, personal: true },
    }),
    unarchive: post('/transactions/:id/unarchive', {
      summary: 'Take a deal out of the archive',
      gives: TransactionDetail,
    }),
  },
)
