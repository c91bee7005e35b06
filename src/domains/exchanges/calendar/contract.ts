import { z } from 'zod'
import { contract, get } from '#lib/contract.ts'
import { DayFilter, ExchangeDay } from './schema.ts'

export const exchangeDays = contract(
  { tag: 'exchanges', about: ['exchange'], who: 'exchanges.read' },
  {
    all: get('/exchanges/days', {
      summary: 'List the deadlines of exchanges in a period',
      query: DayFilter,
      gives: z.object({ items: z.array(ExchangeDay) }),
      whole: 'A period has at most 400 days, and its first 2,000 deadlines are listed.',
    }),
  },
)
