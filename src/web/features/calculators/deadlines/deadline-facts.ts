import type { Address } from '#web/features/calculators/facts-in-url.ts'
import { readerZone } from '#web/kit/reader.ts'

export const TAXPAYERS = [
  { value: '1040', label: 'Individual (Form 1040)' },
  { value: '1041', label: 'Trust or estate (Form 1041)' },
  { value: '1065', label: 'Partnership or LLC taxed as one (Form 1065)' },
  { value: '1120-S', label: 'S corporation (Form 1120-S)' },
  { value: '1120', label: 'C corporation (Form 1120)' },
]

export const YEAR_ENDS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
].map((label, index) => ({ value: String(index + 1).padStart(2, '0'), label }))

export const ZONES = [
  { value: 'America/New_York', label: 'Eastern' },
  { value: 'America/Chicago', label: 'Central' },
  { value: 'America/Denver', label: 'Mountain' },
  { value: 'America/Phoenix', label: 'Arizona' },
  { value: 'America/Los_Angeles', label: 'Pacific' },
  { value: 'America/Anchorage', label: 'Alaska' },
  { value: 'Pacific/Honolulu', label: 'Hawaii' },
]

/** Every fact is text, as it is typed and as it stands in the address; a switch is `yes` or empty. */
export type DeadlineFacts = {
  sold: string[]
  form: string
  year_end: string
  extended: string
  extended_due: string
  zone: string
  relief: string
  disaster: string
  postponed_to: string
  affected: string
  difficulty: string
}

const TEXTS = [
  'form',
  'year_end',
  'extended',
  'extended_due',
  'relief',
  'disaster',
  'postponed_to',
  'affected',
  'difficulty',
] as const

export const deadlineAddress: Address<DeadlineFacts> = {
  read: (params) => {
    const texts = Object.fromEntries(TEXTS.map((name) => [name, params[name] ?? ''])) as Record<
      (typeof TEXTS)[number],
      string
    >
    return { ...texts, sold: params.sold?.split(',') ?? [''], zone: params.zone ?? zoneHere() }
  },
  write: ({ sold, zone, ...texts }) => {
    const days = sold.filter((day) => day !== '')
    const given = Object.entries(texts).filter(([, text]) => text !== '')
    return {
      ...(days.length > 0 && { sold: days.join(',') }),
      ...Object.fromEntries(given),
      ...(days.length > 0 && { zone }),
    }
  },
}

/** The reader's own zone where it is one of ours: midnight is where the taxpayer is. */
function zoneHere(): string {
  const here = readerZone()
  return ZONES.some(({ value }) => value === here) ? here : 'America/New_York'
}

/** What a disaster notice still needs before it can move a deadline, as a sentence; null: nothing. */
export function missingForRelief({
  relief,
  disaster,
  postponed_to,
  affected,
  difficulty,
}: DeadlineFacts): string | null {
  if (relief === '') return null
  const concerned = affected === 'yes' || (relief === 'section_17' && difficulty === 'yes')
  const missing = [
    ...(disaster === '' ? ['the day the disaster began'] : []),
    ...(postponed_to === '' ? ['the day to which the notice postpones'] : []),
    ...(concerned
      ? []
      : [
          relief === 'section_17'
            ? 'a check mark for an affected taxpayer or for difficulty'
            : 'a check mark for an affected taxpayer',
        ]),
  ]
  if (missing.length === 0) return null
  const list = new Intl.ListFormat('en-US').format(missing)
  return `Missing: ${list}. The deadlines don’t include this relief yet.`
}

export const DEADLINE_EXAMPLES: { title: string; params: Record<string, string> }[] = [
  {
    title: 'Sold in spring: day 180 is the limit',
    params: { sold: '2026-03-02', form: '1040', zone: 'America/Los_Angeles' },
  },
  {
    title: 'Sold in December: the return cuts it short',
    params: { sold: '2025-12-15', form: '1065', zone: 'America/New_York' },
  },
  {
    title: 'The same, with the extension obtained',
    params: { sold: '2025-12-15', form: '1065', extended: 'yes', zone: 'America/New_York' },
  },
  {
    title: 'A disaster notice, section 17',
    params: {
      sold: '2025-12-20',
      form: '1040',
      extended: 'yes',
      relief: 'section_17',
      disaster: '2026-01-07',
      postponed_to: '2026-05-01',
      affected: 'yes',
      zone: 'America/Los_Angeles',
    },
  },
]
