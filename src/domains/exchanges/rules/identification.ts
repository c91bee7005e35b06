import type { z } from 'zod'
import type { CivilDate } from '#lib/dates.ts'
import { type Money, sum } from '#lib/money.ts'
import { date, distinctIds, facts, flag, list, money, name, zone } from './fields.ts'
import { because, type Finding, type Missing, refuse, whichHold } from './finding.ts'
import { isWithin15Percent } from './incidental.ts'
import {
  agreementDefect,
  agreementInput,
  daySent,
  noticeDefect,
  noticeInput,
  revocationDefect,
  revocationInput,
} from './notices.ts'

const property = facts({
  id: name,
  /** Without regard to liabilities ((m)). Needed once more than three properties are counted. */
  fmv_at_identification_deadline: money.nullish(),
  /** Property to be produced is valued at its expected receipt instead ((e)(2)(ii)). */
  to_be_produced: flag.nullish(),
  fmv_at_expected_receipt: money.nullish(),
  notice: noticeInput.nullish(),
  agreement: agreementInput.nullish(),
  revocation: revocationInput.nullish(),
  received: date.nullish(),
  /** Whether what was received is substantially the same as what was identified ((d)(1)(ii)). */
  substantially_same: flag.nullish(),
  /** At the earlier of its receipt and the last day of the exchange period. */
  fmv_95: money.nullish(),
  /**
   * The larger item with which this property is typically transferred in standard commercial transactions
   * ((c)(5)).
   */
  incidental_to: name.nullish(),
})

export const identificationInput = facts({
  identification_deadline: date,
  exchange_deadline: date,
  transfer_date: date.nullish(),
  time_zone: zone.nullish(),
  relinquished_fmv_at_transfer: list(money, 1),
  properties: list(property).refine(distinctIds, 'must not name one property twice'),
})

type Input = z.output<typeof identificationInput>
type Property = z.output<typeof property>
type Counted = { property: Property; value: Money | null; receivedInPeriod: boolean; receivedInTime: boolean }

/** Which properties are identified, under which of the limits of 26 CFR 1.1031(k)-1(c)(4). */
export function identification(input: Input) {
  checkDates(input)
  const not_counted: { id: string; because: string }[] = []
  const counted: Counted[] = []
  for (const property of input.properties) {
    const defect = notIdentified(property, input)
    if (defect === null) counted.push(count(property, input))
    else not_counted.push({ id: property.id, because: defect })
  }
  const tests = limits(counted, input)
  const outcome = {
    rule: tests.rule,
    counted_count: tests.counted_count,
    counted: counted.map(({ property }) => property.id),
    not_counted,
    aggregate_fmv: tests.aggregate_fmv,
    limit_200_percent: tests.limit_200_percent,
    received_fmv_for_95: tests.received_fmv_for_95,
    required_fmv_for_95: tests.required_fmv_for_95,
    treated_as_identified: identified(counted, tests.rule).map(({ property }) => property.id),
  }
  return {
    outcome,
    reasons: [
      because('identification_limit', '26 CFR 1.1031(k)-1(c)(4)', LIMIT_TEXT[tests.rule], LIMIT_INPUTS),
      because(
        'counted_properties',
        '26 CFR 1.1031(k)-1(c)(1)-(3), (c)(4)(iii), (c)(6)',
        'Counted is what was validly identified and not revoked, or received in the identification period.',
        COUNT_INPUTS,
      ),
    ],
    missing: missingValues(counted, tests.rule),
    flags: identificationFlags(tests.rule, counted),
  } satisfies Finding<unknown>
}

const LIMIT_INPUTS = [
  'properties',
  'relinquished_fmv_at_transfer',
  'identification_deadline',
  'exchange_deadline',
]
const COUNT_INPUTS = ['properties', 'identification_deadline']
const LIMIT_TEXT = {
  none_identified: 'No property is counted, so nothing is identified.',
  '3-property': 'Not more than three properties are counted; their value does not matter.',
  '200%': 'The properties counted are worth no more than 200% of the relinquished properties.',
  '95%': 'Three properties and 200% are exceeded, but 95% of all identified was received in time.',
  over_identified:
    'Three properties, 200% and 95% all fail: only what came within the identification period is identified.',
  undetermined: 'More than three properties are counted and the value of one is not known.',
} as const
type Rule = keyof typeof LIMIT_TEXT

function checkDates(input: Input): void {
  for (const end of ['identification_deadline', 'exchange_deadline'] as const) {
    if (input.transfer_date && input[end] < input.transfer_date)
      refuse(end, 'must not be before the transfer')
  }
  input.properties.forEach((property, index) => {
    const at = `properties[${index}]`
    if (input.transfer_date && property.received && property.received < input.transfer_date) {
      refuse(
        `${at}.received`,
        `must not be before the transfer of the relinquished property, ${input.transfer_date}`,
      )
    }
    if (property.revocation && !property.notice && !property.agreement) {
      refuse(`${at}.revocation`, 'must follow a notice or an agreement that identified the property')
    }
    if (property.incidental_to === property.id) refuse(`${at}.incidental_to`, 'must name another property')
  })
}

/**
 * Why a property is not counted, or null. Receipt within the identification period identifies in all events
 * ((c)(1)).
 */
function notIdentified(property: Property, input: Input): string | null {
  if (property.received && property.received <= input.identification_deadline) return null
  const { identification_deadline: deadline, time_zone: zone = null } = input
  const { notice, agreement, revocation } = property
  if (!notice && !agreement) return 'not_identified'
  const defects = [
    notice ? noticeDefect(notice, deadline, zone) : 'no_notice',
    agreement ? agreementDefect(agreement, deadline) : 'no_agreement',
  ]
  if (!defects.includes(null)) return defects[notice ? 0 : 1] ?? null
  if (!revocation) return null
  const identified =
    notice && defects[0] === null ? daySent(notice.sent, zone) : (agreement?.signed_on as CivilDate)
  return revocationDefect(revocation, identified, deadline, zone) === null ? 'revoked' : null
}

function count(property: Property, input: Input): Counted {
  const same = property.substantially_same !== false
  const received = same ? property.received : null
  return {
    property,
    value:
      (property.to_be_produced ? property.fmv_at_expected_receipt : null) ??
      property.fmv_at_identification_deadline ??
      property.fmv_at_expected_receipt ??
      null,
    receivedInPeriod: Boolean(received && received <= input.identification_deadline),
    receivedInTime: Boolean(received && received <= input.exchange_deadline),
  }
}

function limits(counted: Counted[], input: Input) {
  const aggregate_fmv = total(counted.map(({ value }) => value))
  const limit_200_percent = 2n * sum(input.relinquished_fmv_at_transfer)
  const counted_count = separate(counted)
  const all = total(counted.map(value95))
  const received_fmv_for_95 = total(counted.filter((one) => one.receivedInTime).map(value95))
  const within95 = all !== null && received_fmv_for_95 !== null && received_fmv_for_95 * 100n >= all * 95n
  const rule = limitMet(counted_count, aggregate_fmv, limit_200_percent, within95)
  return {
    rule,
    counted_count,
    aggregate_fmv,
    limit_200_percent,
    received_fmv_for_95,
    required_fmv_for_95: all === null ? null : (all * 95n + 99n) / 100n,
  }
}

/** The first limit that holds, from the one that asks least. Both boundaries are inclusive. */
function limitMet(count: number, aggregate: Money | null, limit: Money, within95: boolean): Rule {
  if (count === 0) return 'none_identified'
  if (count <= 3) return '3-property'
  if (aggregate === null) return 'undetermined'
  if (aggregate <= limit) return '200%'
  return within95 ? '95%' : 'over_identified'
}

function value95({ property, value }: Counted): Money | null {
  return property.fmv_95 ?? value
}

function total(values: (Money | null)[]): Money | null {
  return values.every((value) => value !== null) ? sum(values) : null
}

/** How many properties there are once incidental ones are taken as part of their larger item ((c)(5)). */
function separate(counted: Counted[]): number {
  let incidental = 0
  for (const larger of counted) {
    const parts = counted.filter(({ property }) => property.incidental_to === larger.property.id)
    const worth = total(parts.map(({ value }) => value))
    if (larger.value && worth !== null && isWithin15Percent(worth, larger.value)) incidental += parts.length
  }
  return counted.length - incidental
}

/**
 * Over-identified, only what was received in the identification period stands; under 95%, all received in
 * time.
 */
function identified(counted: Counted[], rule: Rule): Counted[] {
  if (rule === 'over_identified' || rule === 'undetermined')
    return counted.filter((one) => one.receivedInPeriod)
  return rule === '95%' ? counted.filter((one) => one.receivedInTime) : counted
}

/**
 * Values matter only once more than three properties are counted; those for 95% only once 200% is exceeded.
 */
function missingValues(counted: Counted[], rule: Rule): Missing[] {
  if (rule !== 'undetermined' && rule !== '95%' && rule !== 'over_identified') return []
  return counted.flatMap(({ property, value }) => {
    const given = rule === 'undetermined' ? value : (property.fmv_95 ?? null)
    if (given !== null) return []
    return rule === 'undetermined'
      ? [{ field: `${property.id}.fmv_at_identification_deadline`, text: 'The 200% test needs its value.' }]
      : [
          {
            field: `${property.id}.fmv_95`,
            text: 'Its value at the end of the identification period was used.',
          },
        ]
  })
}

function identificationFlags(rule: Rule, counted: Counted[]): string[] {
  return whichHold({
    'Over-identified: the exchange now depends on receiving 95% of the value of everything identified.':
      rule === 'over_identified',
    'The 95% rule carries this identification: keep appraisals for the values used.': rule === '95%',
    'A property received is not substantially the same as identified and was not taken as received.':
      counted.some(({ property }) => property.substantially_same === false),
  })
}
