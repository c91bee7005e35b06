import { z } from 'zod'
import { addYears, type CivilDate, latest } from '#lib/dates.ts'
import { date, facts, flag, list, percent } from './fields.ts'
import { because, type Finding, type Missing, notGiven, whichHold } from './finding.ts'

const RULE = '26 CFR 1.1031(k)-1(k)'

const AGENT_ROLES = [
  'employee',
  'attorney',
  'accountant',
  'investment_banker',
  'broker',
  'real_estate_agent',
] as const

const service = facts({
  role: z.enum(AGENT_ROLES, `must be one of ${AGENT_ROLES.join(', ')}`),
  last_date: date,
  /** Only for 1031 exchanges, or routine financial, title, escrow or trust services of such a company. */
  only_1031_or_routine: flag,
})

export const disqualifiedInput = facts({
  first_transfer_date: date,
  is_taxpayer: flag.nullish(),
  /** Acts as the agent of the taxpayer at the time of the transaction. */
  agent_at_time_of_transaction: flag.nullish(),
  last_agent_service_date: date.nullish(),
  services_only_1031_or_routine: flag.nullish(),
  services: list(service).nullish(),
  /**
   * Related to the taxpayer under IRC 267(b) or 707(b) otherwise than by a percentage: family, trust, estate.
   */
  family_member: flag.nullish(),
  ownership_percent_between: percent.nullish(),
  ownership_percent_by_or_of_disqualified_agent: percent.nullish(),
  /** The bank affiliate exception of (k)(4)(ii) applies to the relationship with the agent. */
  bank_affiliate_exception: flag.nullish(),
})

type Input = z.output<typeof disqualifiedInput>

const TEXT = {
  is_taxpayer: 'The taxpayer cannot be its own intermediary.',
  agent_at_time_of_transaction: 'The person is the agent of the taxpayer at the time of the transaction.',
  agent_within_2_years:
    'The person was employee, attorney, accountant, banker, broker or agent within two years of the transfer.',
  related_family: 'The person is related to the taxpayer under IRC 267(b) or 707(b).',
  related_over_10_percent: 'The person and the taxpayer are related by more than 10 percent.',
  related_to_agent_over_10_percent:
    'The person is related by more than 10 percent to a disqualified agent of the taxpayer.',
} as const
type Code = keyof typeof TEXT

const PARAGRAPH: Record<Code, string> = {
  is_taxpayer: '(g)(4)(iii)(A)',
  agent_at_time_of_transaction: '(k)(2)',
  agent_within_2_years: '(k)(2)',
  related_family: '(k)(3)',
  related_over_10_percent: '(k)(3)',
  related_to_agent_over_10_percent: '(k)(4)',
}

const FIELDS: Record<Code, string[]> = {
  is_taxpayer: ['is_taxpayer'],
  agent_at_time_of_transaction: ['agent_at_time_of_transaction'],
  agent_within_2_years: [
    'last_agent_service_date',
    'services',
    'services_only_1031_or_routine',
    'first_transfer_date',
  ],
  related_family: ['family_member'],
  related_over_10_percent: ['ownership_percent_between'],
  related_to_agent_over_10_percent: [
    'ownership_percent_by_or_of_disqualified_agent',
    'bank_affiliate_exception',
  ],
}

/** Whether a person may not hold the money, act as intermediary, or receive the identification notice. */
export function disqualified(input: Input) {
  const start = addYears(input.first_transfer_date, -2)
  const found = codes(input, start)
  return {
    outcome: { disqualified: found.length > 0, reasons: found, service_counts_from: start },
    reasons:
      found.length > 0
        ? found.map((code) => because(code, `26 CFR 1.1031(k)-1${PARAGRAPH[code]}`, TEXT[code], FIELDS[code]))
        : [
            because(
              'not_disqualified',
              `${RULE}(1)-(4)`,
              'None of the facts given disqualifies the person.',
              Object.keys(input),
            ),
          ],
    missing: missingFacts(input),
    flags: flags(input, start),
  } satisfies Finding<unknown>
}

function codes(input: Input, start: CivilDate): Code[] {
  const serviceCounts = lastCountedService(input) >= start
  const related = (input.ownership_percent_between ?? 0) > 10
  const relatedToAgent =
    (input.ownership_percent_by_or_of_disqualified_agent ?? 0) > 10 && !input.bank_affiliate_exception
  return whichHold({
    is_taxpayer: input.is_taxpayer,
    agent_at_time_of_transaction: input.agent_at_time_of_transaction,
    agent_within_2_years: serviceCounts,
    related_family: input.family_member,
    related_over_10_percent: related,
    related_to_agent_over_10_percent: relatedToAgent,
  })
}

/** The last service that counts; empty text, before all dates, where there is none. */
function lastCountedService(input: Input): CivilDate | '' {
  const dates = (input.services ?? []).filter((one) => !one.only_1031_or_routine).map((one) => one.last_date)
  if (input.last_agent_service_date && !input.services_only_1031_or_routine)
    dates.push(input.last_agent_service_date)
  return latest('', ...dates)
}

function missingFacts(input: Input): Missing[] {
  const noService = (input.last_agent_service_date ?? input.services ?? null) === null
  return notGiven(input, {
    ...(input.last_agent_service_date && {
      services_only_1031_or_routine: 'The services were taken as neither routine nor for exchanges.',
    }),
    ...(noService && {
      last_agent_service_date: 'No service to the taxpayer was given: ask for the last two years.',
    }),
    ownership_percent_between: 'No common ownership was given: ask for it, with that of family.',
  })
}

function flags(input: Input, start: CivilDate): string[] {
  const last = lastCountedService(input)
  return whichHold({
    'The service lies exactly two years before the transfer; it is counted, and counsel may differ.':
      last === start,
    'The service lies after the first transfer: it makes an agent at the time of the transaction.':
      last > input.first_transfer_date,
    'Routine services are disregarded only of a financial institution, title insurer or escrow company.':
      input.services_only_1031_or_routine,
  })
}
