import { z } from 'zod'
import { contract, get, post } from '#lib/contract.ts'
import { Discrepancy, Settlement } from './schema.ts'

export const discrepancies = contract(
  { tag: 'transactions', about: ['transaction', 'document'], who: 'transactions.edit' },
  {
    all: get('/transactions/:id/discrepancies', {
      summary: 'List fields of a deal about which its documents disagree',
      who: 'transactions.read',
      gives: z.object({ items: z.array(Discrepancy) }),
      whole: 'At most one for each field of the deal.',
    }),
    settle: post('/transactions/:id/discrepancies/settle', {
      summary: 'Say which source is right about a field, until another value comes',
      takes: Settlement,
      errors: ['refused'],
    }),
  },
)
