import { z } from 'zod'
import { contract, get } from '#lib/contract.ts'

/** Days in their order. */
export const Period = z
  .object({ from: z.iso.date(), to: z.iso.date() })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'is before the first day' })
export type Period = z.infer<typeof Period>

export const clientStatement = contract(
  { tag: 'exchange funds', about: ['exchange_funds'], who: 'money.see_funds', agents: false },
  {
    pdf: get('/exchanges/:id/statement', {
      summary: 'Download the account statement of an exchange for the taxpayer as a PDF',
      query: Period,
      gives: 'file',
    }),
  },
)
