import { z } from 'zod'
import { contract, get } from '#lib/contract.ts'
import { DayFilter, DealDay } from './schema.ts'

export const dealDays = contract(
  { tag: 'transactions', about: ['transaction'], who: 'transactions.read' },
  {
    all: get('/transactions/days', {
      summary: 'List the closings and other dates of deals in a period',
      query: DayFilter,
      gives: z.object({ items: z.array(DealDay) }),
      whole: 'A period has at most 62 days, and the first 2,000 dates of it are listed.',
    }),
  },
)
