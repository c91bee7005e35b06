import { z } from 'zod'
import { CreatedFeed } from '#domains/identity/calendars/schema.ts'
import { contract, get, patch, post, sortedPage } from '#lib/contract.ts'
import { EXCHANGE_SORTS, ExchangeNarrowing } from './list/schema.ts'
import { Cancellation, ExchangeChange, ExchangeDetail, ExchangeRow, NewExchange } from './schema.ts'

export const exchanges = contract(
  { tag: 'exchanges', about: ['exchange'], who: 'exchanges.edit' },
  {
    all: sortedPage('/exchanges', {
      summary: 'Search and list exchanges',
      who: 'exchanges.read',
      query: ExchangeNarrowing,
      item: ExchangeRow,
      sorts: EXCHANGE_SORTS,
    }),
    count: get('/exchanges/count', {
      summary: 'Count the exchanges of a list, and how many have each status',
      who: 'exchanges.read',
      query: ExchangeNarrowing,
      gives: z.object({ count: z.int(), statuses: z.record(z.string(), z.int()) }),
    }),
    one: get('/exchanges/:id', {
      summary: 'Get an exchange',
      who: 'exchanges.read',
      gives: ExchangeDetail,
      versioned: true,
    }),
    create: post('/exchanges', {
      summary: 'Open an exchange, by itself or from the deal in which the property is sold',
      takes: NewExchange,
      gives: ExchangeDetail,
      status: 201,
      errors: ['refused', 'conflict'],
    }),
    change: patch('/exchanges/:id', {
      summary: 'Update an exchange',
      takes: ExchangeChange,
      gives: ExchangeDetail,
      versioned: true,
    }),
    activate: post('/exchanges/:id/activate', {
      summary: 'Activate an exchange whose agreement and assignments are in order',
      gives: ExchangeDetail,
      errors: ['refused'],
      agents: false,
    }),
    calendar: post('/exchanges/:id/calendar-feed', {
      summary: 'Create an address at which your calendar program reads the deadlines of an exchange',
      who: 'exchanges.read',
      gives: CreatedFeed,
      status: 201,
      ...{ secret: true, agents: false, personal: true },
    }),
    cancel: post('/exchanges/:id/cancel', {
      summary: 'Cancel an exchange before its first transfer, with the reason',
      takes: Cancellation,
      gives: ExchangeDetail,
      errors: ['refused'],
      agents: false,
    }),
  },
)
