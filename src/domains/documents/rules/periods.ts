/** What a contract sets a period for: its contingencies, and the closing and the possession where they are counted. */
export const CONTINGENCIES = [
  'inspection_contingency',
  'loan_contingency',
  'appraisal_contingency',
  'title_contingency',
  'disclosure_contingency',
  'sale_contingency',
  'hoa_contingency',
  'insurance_contingency',
  'attorney_review',
  'option_period',
] as const
export type Contingency = (typeof CONTINGENCIES)[number]
export const PERIOD_FIELDS = [...CONTINGENCIES, 'closing_period', 'possession_period'] as const
export type PeriodField = (typeof PERIOD_FIELDS)[number]

export function isPeriod(field: string): field is PeriodField {
  return PERIOD_FIELDS.some((one) => one === field)
}

export function isContingency(field: string): field is Contingency {
  return CONTINGENCIES.some((one) => one === field)
}

/** "17 days after acceptance", "5 business days before closing". */
export type Period = {
  days: number
  unit: 'calendar' | 'business'
  direction: 'after' | 'before'
  /** Delivery is that of the document that is reviewed: the disclosures, the title report, the association's documents. */
  from: 'acceptance' | 'delivery' | 'closing'
}

/** The longest period that a contract plausibly sets, in days. */
export const LONGEST_PERIOD = 365

const PERIOD = /^(\d{1,3}) (business )?days? (after|before) (acceptance|delivery|closing)$/i

/** A period as it is stored and shown. */
export function formatPeriod({ days, unit, direction, from }: Period): string {
  return `${days} ${unit === 'business' ? 'business ' : ''}${days === 1 ? 'day' : 'days'} ${direction} ${from}`
}

/** Undefined for anything else, such as a day, or words that contradict each other. */
export function parsePeriod(text: string): Period | undefined {
  const [, days, business, direction = '', from = ''] = PERIOD.exec(text.trim()) ?? []
  if (days === undefined || Number(days) > LONGEST_PERIOD) return undefined
  return {
    days: Number(days),
    unit: business ? 'business' : 'calendar',
    direction: direction.toLowerCase() as Period['direction'],
    from: from.toLowerCase() as Period['from'],
  }
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Whether the value of a period is neither a period nor a day: the document contradicts itself, and a person decides. */
export function isUnclear(field: string, value: string): boolean {
  return isPeriod(field) && !DAY.test(value) && !parsePeriod(value)
}
