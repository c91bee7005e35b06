import { z } from 'zod'
import { isPattern } from '#domains/transactions/rules/numbers.ts'
import { OneLine } from '#lib/text.ts'

export const NumberPattern = OneLine(60).refine(
  isPattern,
  'Use {####} once, for the number itself. {YYYY} or {YY} is the year, and {MM} beside it the month.',
)

export const TransactionSettings = z.object({
  /** How deals are numbered: {YYYY} and {YY} are the year, {MM} the month, {####} the number with at least four digits. */
  number_pattern: z.string(),
  version: z.int(),
})
export type TransactionSettings = z.infer<typeof TransactionSettings>

export const SettingsChange = z
  .object({ number_pattern: NumberPattern })
  .meta({ example: { number_pattern: 'HR-{YYYY}-{####}' } })
export type SettingsChange = z.infer<typeof SettingsChange>
