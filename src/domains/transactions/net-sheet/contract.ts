import { z } from 'zod'
import { Money } from '#domains/transactions/schema.ts'
import { contract, get } from '#lib/contract.ts'
import { NetSheet, NetSheetView } from './schema.ts'

export const netSheets = contract(
  { tag: 'transactions', about: ['transaction'], who: 'transactions.edit' },
  {
    one: get('/transactions/:id/net-sheet', {
      summary: 'Compute the net sheet of a sale or purchase: what the seller keeps, or the buyer brings',
      query: z.object({
        /** Our client's, where it isn't said. */
        view: NetSheetView.optional(),
        /** At another price than the deal's. */
        sale_price: Money.optional(),
      }),
      gives: NetSheet,
      errors: ['refused'],
    }),
  },
)
