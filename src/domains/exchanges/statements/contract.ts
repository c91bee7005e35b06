import { z } from 'zod'
import { contract, get, page, post } from '#lib/contract.ts'
import {
  BankStatement,
  CsvColumns,
  LineNarrowing,
  Lock,
  Matched,
  Matching,
  Reconciliation,
  StatementLine,
  Unmatching,
} from './schema.ts'

export const statements = contract(
  { tag: 'exchange funds', about: ['exchange_account'], who: 'statements.reconcile', agents: false },
  {
    all: page('/exchange-accounts/:id/statements', {
      summary: 'List the bank statements of an account, newest first',
      who: 'money.see_funds',
      item: BankStatement,
      by: ['id'],
    }),
    upload: post('/exchange-accounts/:id/statements', {
      summary:
        'Import a bank statement: OFX, BAI2 or CSV (multipart, field "file"); the same file again changes nothing',
      form: true,
      query: CsvColumns,
      gives: BankStatement,
      status: 201,
      limit: 30,
      errors: ['refused'],
    }),
    lines: page('/exchange-accounts/:id/statement-lines', {
      summary: 'List the lines of the bank statements of an account, each with the entries that it can be',
      who: 'money.see_funds',
      query: LineNarrowing,
      item: StatementLine,
      by: ['id'],
    }),
    match: post('/exchange-accounts/:id/match', {
      summary: 'Match lines of bank statements with entries: those given, or all that are certain',
      takes: Matching,
      gives: Matched,
      errors: ['refused', 'conflict'],
    }),
    unmatch: post('/exchange-accounts/:id/unmatch', {
      summary: 'Take back the matching of lines that are not in a locked month',
      takes: Unmatching,
      gives: Matched,
      errors: ['refused'],
    }),
    reconciliation: get('/exchange-accounts/:id/reconciliation', {
      summary: 'Compare bank, ledger and sub-ledgers at the end of a day',
      query: z.object({ day: z.iso.date() }),
      gives: Reconciliation,
      errors: ['refused'],
    }),
    lock: post('/exchange-accounts/:id/lock', {
      summary: 'Lock a reconciled month: nothing is posted to the account on or before its last day',
      takes: Lock,
      gives: Reconciliation,
      errors: ['refused'],
    }),
  },
)
