import { z } from 'zod'

const Money = z
  .string()
  .regex(/^-?\d{1,13}(\.\d{1,2})?$/, 'is an amount in dollars, such as 1250000.00')
  .nullable()

const Amounts = {
  credit_score: z.int().min(300).max(850).nullable(),
  net_worth_estimate: Money,
  investment_capacity: Money,
}

export const Financials = z.object({
  ...Amounts,
  /** SSN or EIN, nine digits. */
  tax_id: z.string().nullable(),
})
export type Financials = z.infer<typeof Financials>

export const FinancialsChange = z
  .object({
    ...Amounts,
    tax_id: z
      .string()
      .regex(/^\d{3}-?\d{2}-?\d{4}$|^\d{2}-?\d{7}$/, 'has nine digits, as an SSN or EIN')
      .nullable(),
  })
  .partial()
  .meta({ example: { credit_score: 760, net_worth_estimate: '1250000.00' } })
export type FinancialsChange = z.infer<typeof FinancialsChange>
