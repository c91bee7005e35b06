import { z } from 'zod'
import { contract, get, page, patch } from '#lib/contract.ts'
import { ChangedDeadlines, DeadlineVersion, ExchangeDeadlines, FactsChange } from './schema.ts'

export const exchangeDeadlines = contract(
  { tag: 'exchanges', about: ['exchange'], who: 'exchanges.read' },
  {
    one: get('/exchanges/:id/deadlines', {
      summary: 'Get the deadlines of an exchange, the facts behind them, and what each one follows from',
      gives: ExchangeDeadlines,
      versioned: true,
    }),
    change: patch('/exchanges/:id/deadline-facts', {
      summary: 'Change the facts behind the deadlines of an exchange, or preview what would move',
      who: 'exchanges.edit',
      query: z.object({
        /** Only say what would move, and save nothing. */ preview: z.stringbool().default(false),
      }),
      takes: FactsChange,
      gives: ChangedDeadlines,
      versioned: true,
      agents: false,
    }),
    versions: page('/exchanges/:id/deadline-versions', {
      summary: 'List all versions of the deadlines of an exchange, the newest first',
      item: DeadlineVersion,
      by: ['id'],
    }),
  },
)
