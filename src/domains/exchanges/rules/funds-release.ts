import type { z } from 'zod'
import { addDays, type CivilDate, latest } from '#lib/dates.ts'
import { date, facts, flag, list, name } from './fields.ts'
import { because, type Finding, type Missing, refuse } from './finding.ts'

const RULE = '26 CFR 1.1031(k)-1(g)(6)'

const contingency = facts({
  in_writing: flag,
  relates_to_exchange: flag,
  /** Of the taxpayer and of every disqualified person but the one obligated to transfer the property. */
  beyond_control: flag,
  material_and_substantial: flag.nullish(),
  occurred_on: date,
})

export const fundsReleaseInput = facts({
  identification_deadline: date,
  exchange_deadline: date,
  as_of: date,
  any_property_identified_or_received: flag,
  /** What the taxpayer may still receive under the agreement: identified, not revoked, not received. */
  entitled_not_yet_received: list(name),
  last_received_on: date.nullish(),
  contingency: contingency.nullish(),
  /** The agreement irrevocably ended the right to identify more before day 45. */
  entitlement_irrevocably_ended: flag.nullish(),
})

type Input = z.output<typeof fundsReleaseInput>
type Basis = keyof typeof TEXT
type Event = { basis: Basis; from: CivilDate }

/**
 * Whether exchange funds may be paid to the taxpayer on a day, and the first day on which they may. Nothing
 * else opens the gate: not hardship, not a change of mind, not the loss of the last property.
 */
export function fundsRelease(input: Input) {
  checkFacts(input)
  const events = releaseEvents(input)
  const open = events.find(({ from }) => from <= input.as_of) ?? null
  const first = events.reduce((least, event) => (event.from < least.from ? event : least))
  return {
    outcome: {
      allowed: open !== null,
      basis: open?.basis ?? null,
      earliest_lawful_date: first.from,
      earliest_lawful_basis: first.basis,
    },
    reasons: [
      because(
        'funds_release',
        `${RULE}${open?.basis.replace('(g)(6)', '') ?? ''}`,
        releaseText(input, open, first),
        Object.keys(input),
      ),
    ],
    missing: missingFacts(input),
    flags: input.contingency
      ? ['Counsel should confirm that the contingency is material, and beyond the control of the taxpayer.']
      : [],
  } satisfies Finding<unknown>
}

const TEXT = {
  '(g)(6)(ii)': 'Nothing was identified and the identification period has ended.',
  '(g)(6)(iii)(A)': 'All replacement property to which the taxpayer is entitled has been received.',
  '(g)(6)(iii)(B)':
    'After the identification period a written, material contingency beyond the control of the taxpayer occurred.',
  '(g)(6)(i)': 'The exchange period has ended.',
} as const

/** The events that permit a payment, the most particular first. The last of them always comes. */
function releaseEvents(input: Input): Event[] {
  const day46 = addDays(input.identification_deadline, 1)
  const events: Event[] = []
  if (!input.any_property_identified_or_received) events.push({ basis: '(g)(6)(ii)', from: day46 })
  else {
    if (input.entitled_not_yet_received.length === 0) {
      events.push({ basis: '(g)(6)(iii)(A)', from: allReceived(input, day46) })
    }
    if (input.contingency && isReleasing(input.contingency, day46)) {
      events.push({ basis: '(g)(6)(iii)(B)', from: input.contingency.occurred_on })
    }
  }
  events.push({ basis: '(g)(6)(i)', from: addDays(input.exchange_deadline, 1) })
  return events
}

/**
 * Until day 46 more may be identified, and so become due: the money waits, unless the agreement ended that
 * right.
 */
function allReceived(input: Input, day46: CivilDate): CivilDate {
  if (input.entitlement_irrevocably_ended) return input.last_received_on ?? input.as_of
  return latest(input.last_received_on ?? day46, day46)
}

/** It must also occur after the identification period: one that occurred before it ended opens nothing. */
function isReleasing(event: z.output<typeof contingency>, day46: CivilDate): boolean {
  const described = event.in_writing && event.relates_to_exchange && event.material_and_substantial !== false
  return described && event.beyond_control && event.occurred_on >= day46
}

function checkFacts(input: Input): void {
  if (!input.any_property_identified_or_received && input.entitled_not_yet_received.length > 0) {
    refuse('entitled_not_yet_received', 'must be empty where nothing is identified or received')
  }
  if (!input.any_property_identified_or_received && input.last_received_on) {
    refuse('last_received_on', 'must be empty where nothing is identified or received')
  }
  if (input.last_received_on && input.last_received_on > input.as_of) {
    refuse('last_received_on', 'must not be after the day of the request')
  }
}

function missingFacts(input: Input): Missing[] {
  const missing: Missing[] = []
  const event = input.contingency
  if (event && (event.material_and_substantial ?? null) === null) {
    missing.push({
      field: 'contingency.material_and_substantial',
      text: 'It was taken as material and substantial.',
    })
  }
  const allReceived =
    input.any_property_identified_or_received && input.entitled_not_yet_received.length === 0
  if (allReceived && !input.last_received_on) {
    missing.push({ field: 'last_received_on', text: 'The last receipt was taken to lie before day 46.' })
  }
  return missing
}

function releaseText(input: Input, open: Event | null, first: Event): string {
  if (open) return TEXT[open.basis]
  const why = input.any_property_identified_or_received
    ? input.entitled_not_yet_received.length > 0
      ? `Still to be received: ${input.entitled_not_yet_received.join(', ')}.`
      : 'All identified property is received, but more may be identified until the identification period ends.'
    : 'Nothing is identified, but the identification period is still open.'
  return `${why} No payment to the taxpayer before ${first.from}.`
}
