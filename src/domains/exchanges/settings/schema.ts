import { z } from 'zod'
import { NumberPattern } from '#domains/transactions/settings/schema.ts'

export const ExchangeSettings = z.object({
  /** How exchanges are numbered, as deals are: {YYYY} is the year, {####} the number with at least four digits. */
  number_pattern: z.string(),
  version: z.int(),
})
export type ExchangeSettings = z.infer<typeof ExchangeSettings>

export const ExchangeSettingsChange = z
  .object({ number_pattern: NumberPattern })
  .meta({ example: { number_pattern: 'EX-{YYYY}-{####}' } })
export type ExchangeSettingsChange = z.infer<typeof ExchangeSettingsChange>
