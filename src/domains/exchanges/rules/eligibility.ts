import { z } from 'zod'
import { date, facts, flag } from './fields.ts'
import { because, type Finding, type Missing, notGiven, whichHold } from './finding.ts'

const INTERESTS = [
  'fee',
  'leasehold',
  'tenancy_in_common',
  'delaware_statutory_trust',
  'easement',
  'option',
  'cooperative_stock',
  'development_rights',
  'partnership_interest',
  'stock_or_bond',
  'certificate_of_trust',
  'chose_in_action',
] as const

/** Never real property for IRC 1031, whatever the entity owns: 26 CFR 1.1031(a)-3(a)(5)(i)(C). */
const NOT_REAL: ReadonlySet<string> = new Set([
  'partnership_interest',
  'stock_or_bond',
  'certificate_of_trust',
  'chose_in_action',
])

const side = facts({
  real_property: flag,
  in_us: flag,
  held_primarily_for_sale: flag,
  held_for_business_or_investment: flag,
  interest: z.enum(INTERESTS, `must be one of ${INTERESTS.join(', ')}`).nullish(),
  /** With all options to renew. */
  lease_years_remaining: z.number().min(0).max(999).nullish(),
})

export const likeKindTestInput = facts({
  relinquished: side,
  replacement: side,
  /** The tax owner who sells and the tax owner who buys; a disregarded entity is its owner. */
  same_taxpayer: flag.nullish(),
  exchange_date: date.nullish(),
})

type Side = z.output<typeof side>
type Failure = { code: keyof typeof TEXT; field: string }

const TEXT = {
  not_real_property: [
    'IRC 1031(a)(1); 26 CFR 1.1031(a)-3',
    'Only real property qualifies for exchanges after 2017.',
  ],
  excluded_interest: [
    '26 CFR 1.1031(a)-3(a)(5)(i)(C)',
    'Partnership interests, stock, bonds, certificates of trust and choses in action are not real property.',
  ],
  held_primarily_for_sale: ['IRC 1031(a)(2)', 'Property held primarily for sale does not qualify.'],
  not_held_for_business_or_investment: [
    'IRC 1031(a)(1)',
    'It must be held for productive use in a business or for investment.',
  ],
  short_lease: [
    '26 CFR 1.1031(a)-1(c)(2)',
    'A lease with less than 30 years to run is not like kind to a fee.',
  ],
  foreign_for_us: [
    'IRC 1031(h)(1)',
    'Real property in the United States and real property outside it are not like kind.',
  ],
  other_taxpayer: ['IRC 1031(a)(1)', 'The taxpayer who gives must be the taxpayer who receives.'],
} as const

/**
 * Whether two properties can be exchanged under section 1031. Improved or not is a matter of grade, not of
 * kind.
 */
export function likeKindTest(input: z.output<typeof likeKindTestInput>) {
  const failures = allFailures(input)
  return {
    outcome: {
      qualifies: failures.length === 0,
      failures: failures.map(({ code, field }) => `${field}: ${code}`),
    },
    reasons:
      failures.length === 0
        ? [
            because(
              'like_kind',
              'IRC 1031(a)(1); 26 CFR 1.1031(a)-1(b)',
              'Real property held for business or investment, for the same; grade and quality do not matter.',
              ['relinquished', 'replacement'],
            ),
          ]
        : failures.map(({ code, field }) => because(code, TEXT[code][0], TEXT[code][1], [field])),
    missing: missingFacts(input),
    flags: flags(input),
  } satisfies Finding<unknown>
}

function allFailures(input: z.output<typeof likeKindTestInput>): Failure[] {
  const { relinquished, replacement } = input
  const failures = [
    ...sideFailures(relinquished, 'relinquished'),
    ...sideFailures(replacement, 'replacement'),
  ]
  const short = (side: Side) => side.interest === 'leasehold' && (side.lease_years_remaining ?? 30) < 30
  if (short(relinquished) !== short(replacement)) {
    failures.push({ code: 'short_lease', field: short(relinquished) ? 'relinquished' : 'replacement' })
  }
  if (relinquished.in_us !== replacement.in_us)
    failures.push({ code: 'foreign_for_us', field: 'replacement' })
  if (input.same_taxpayer === false) failures.push({ code: 'other_taxpayer', field: 'same_taxpayer' })
  return failures
}

function sideFailures(side: Side, field: string): Failure[] {
  return whichHold({
    not_real_property: !side.real_property,
    excluded_interest: side.interest && NOT_REAL.has(side.interest),
    held_primarily_for_sale: side.held_primarily_for_sale,
    not_held_for_business_or_investment: !side.held_for_business_or_investment,
  }).map((code) => ({ code, field }))
}

function missingFacts(input: z.output<typeof likeKindTestInput>): Missing[] {
  const leases = (['relinquished', 'replacement'] as const).filter(
    (field) => input[field].interest === 'leasehold',
  )
  return [
    ...leases.flatMap((field) =>
      notGiven(input[field], { lease_years_remaining: 'The lease was taken as having 30 years to run.' }).map(
        (lease) => ({ ...lease, field: `${field}.${lease.field}` }),
      ),
    ),
    ...notGiven(input, { same_taxpayer: 'It was taken that the same taxpayer gives and receives.' }),
  ]
}

function flags(input: z.output<typeof likeKindTestInput>): string[] {
  const interests: unknown[] = [input.relinquished.interest, input.replacement.interest]
  return whichHold({
    'Before 2018 personal property could be exchanged too; this answer applies the rule for real property only.':
      input.exchange_date && input.exchange_date < '2018-01-01',
    'Check the co-ownership against Rev. Proc. 2002-22: it must not be a partnership.':
      interests.includes('tenancy_in_common'),
    'Check the trust against Rev. Rul. 2004-86.': interests.includes('delaware_statutory_trust'),
    'Whether the interest is real property under the law of its state, and of like kind, is for counsel.': [
      'option',
      'development_rights',
      'cooperative_stock',
    ].some((interest) => interests.includes(interest)),
  })
}

export const dwellingUnitInput = facts({
  months_owned: z.number().min(0).max(1200),
  /** For each 12-month period of the 24 months before a sale, or after a purchase. */
  periods: z
    .array(
      facts({
        days_rented_at_fair_rent: z.int().min(0).max(366),
        days_of_personal_use: z.int().min(0).max(366),
      }),
    )
    .min(1)
    .max(2),
})

/**
 * The safe harbor for a second home: 24 months, rented 14 days a year, personal use of 14 days or 10% of
 * those rented.
 */
export function dwellingUnit(input: z.output<typeof dwellingUnitInput>) {
  const used = input.periods.every(({ days_rented_at_fair_rent: rented, days_of_personal_use: own }) => {
    return rented >= 14 && (own <= 14 || own * 10 <= rented)
  })
  const holds = input.months_owned >= 24 && input.periods.length === 2 && used
  return {
    outcome: { safe_harbor: holds },
    reasons: [
      because(
        'dwelling_unit',
        'Rev. Proc. 2008-16 s.4.02',
        '24 months; in each 12 rented 14 days or more, own use of at most 14 days or 10% of those rented.',
        ['months_owned', 'periods'],
      ),
    ],
    missing:
      input.periods.length < 2 ? [{ field: 'periods', text: 'Both 12-month periods are needed.' }] : [],
    flags: holds ? [] : ['Outside the safe harbor the holding purpose is a question of facts for counsel.'],
  } satisfies Finding<unknown>
}
