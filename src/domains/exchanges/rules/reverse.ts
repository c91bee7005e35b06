import { z } from 'zod'
import { addDays, type CivilDate, daysBetween, earliest, weekdayOf } from '#lib/dates.ts'
import { date, facts, flag, list } from './fields.ts'
import { because, type Finding, type Missing, notGiven, refuse, whichHold } from './finding.ts'

const RULE = 'Rev. Proc. 2000-37 s.4.02'

export const reverseInput = facts({
  eat_acquisition_date: date,
  legal_holidays: list(date).nullish(),
  relinquished_transfer_date: date.nullish(),
  return_due_date_incl_extension: date.nullish(),
  taxpayer_owned_until: date.nullish(),
  qeaa_signed_on: date.nullish(),
  relinquished_identified_on: date.nullish(),
  parked_property_transferred_on: date.nullish(),
  /**
   * Days for which the other property of the same exchange was parked too: the 180 days are for both
   * together.
   */
  other_property_parked_days: z.int('must be a whole number of days').min(0).max(180).nullish(),
  eat_disqualified: flag.nullish(),
  eat_subject_to_federal_income_tax: flag.nullish(),
  qualified_indicia_of_ownership: flag.nullish(),
  bona_fide_intent: flag.nullish(),
})

type Input = z.output<typeof reverseInput>

/**
 * The clocks of a parked replacement property. Day 0 is the day the titleholder acquires it; the sale of the
 * relinquished property starts a second clock, and the earlier end binds.
 */
export function reverse(input: Input) {
  checkDates(input)
  const clocks = parkingClocks(input)
  const defects = safeHarborDefects(input, clocks)
  return {
    outcome: { ...clocks, safe_harbor_available: defects.length === 0, defects },
    reasons: [
      because(
        'parking_clock',
        `${RULE}(2)-(6)`,
        `Only the agreement, by ${clocks.qeaa_written_agreement_by}, has business days; out by ${clocks.parking_must_end_by}.`,
        ['eat_acquisition_date', 'legal_holidays'],
      ),
      ...(clocks.forward_leg_deadline
        ? [
            because(
              'forward_clock',
              'IRC 1031(a)(3)(B)',
              `The relinquished sale ends its own period on ${clocks.forward_leg_deadline}; the earlier end binds.`,
              ['relinquished_transfer_date', 'return_due_date_incl_extension'],
            ),
          ]
        : []),
      because(
        'safe_harbor',
        'Rev. Proc. 2000-37 s.4.02, s.4.05 as added by Rev. Proc. 2004-51',
        defects.length === 0
          ? 'No fact given defeats the safe harbor.'
          : `Defeated: ${defects.join(', ').replaceAll('_', ' ')}.`,
        Object.keys(input),
      ),
    ],
    missing: missingFacts(input),
    flags: whichHold({
      'Outside the safe harbor a parking exchange is not necessarily lost (Bartell), but only counsel may say so.':
        defects.length > 0,
    }),
  } satisfies Finding<unknown>
}

function parkingClocks(input: Input) {
  const { eat_acquisition_date: acquired, relinquished_transfer_date: sold = null } = input
  const parkingEnd = addDays(acquired, 180 - (input.other_property_parked_days ?? 0))
  const forward = sold ? addDays(sold, 180) : null
  const forwardEnd = forward ? earliest(forward, input.return_due_date_incl_extension ?? forward) : null
  return {
    qeaa_written_agreement_by: businessDaysAfter(acquired, 5, new Set(input.legal_holidays ?? [])),
    identify_relinquished_by: addDays(acquired, 45),
    parking_must_end_by: parkingEnd,
    parking_end_weekday: weekdayOf(parkingEnd),
    forward_leg_identification_deadline: sold ? addDays(sold, 45) : null,
    forward_leg_day_180: forward,
    forward_leg_deadline: forwardEnd,
    taxpayer_must_receive_parked_property_by: forwardEnd ? earliest(parkingEnd, forwardEnd) : parkingEnd,
    binding_clock: forwardEnd && forwardEnd < parkingEnd ? ('forward_leg' as const) : ('parking' as const),
  }
}

function safeHarborDefects(input: Input, clocks: ReturnType<typeof parkingClocks>) {
  const owned = input.taxpayer_owned_until
  const late = (day: CivilDate | null | undefined, limit: CivilDate) => Boolean(day && day > limit)
  return whichHold({
    taxpayer_owned_within_180_days: owned && daysBetween(owned, input.eat_acquisition_date) <= 180,
    qeaa_late: late(input.qeaa_signed_on, clocks.qeaa_written_agreement_by),
    relinquished_identified_late: late(input.relinquished_identified_on, clocks.identify_relinquished_by),
    parked_over_180_days: late(input.parked_property_transferred_on, clocks.parking_must_end_by),
    eat_disqualified: input.eat_disqualified,
    eat_not_subject_to_income_tax: input.eat_subject_to_federal_income_tax === false,
    no_qualified_indicia_of_ownership: input.qualified_indicia_of_ownership === false,
    no_bona_fide_intent: input.bona_fide_intent === false,
  })
}

/**
 * Weekends and the legal holidays given are not business days. A holiday left out makes the day earlier,
 * never later.
 */
function businessDaysAfter(day: CivilDate, count: number, holidays: ReadonlySet<CivilDate>): CivilDate {
  let next = day
  for (let left = count; left > 0; ) {
    next = addDays(next, 1)
    const weekday = weekdayOf(next)
    if (weekday !== 'Saturday' && weekday !== 'Sunday' && !holidays.has(next)) left -= 1
  }
  return next
}

function checkDates(input: Input): void {
  for (const field of ['relinquished_identified_on', 'parked_property_transferred_on'] as const) {
    const day = input[field]
    if (day && day < input.eat_acquisition_date)
      refuse(field, 'must not be before the titleholder acquired the property')
  }
  if (input.taxpayer_owned_until && input.taxpayer_owned_until > input.eat_acquisition_date) {
    refuse('taxpayer_owned_until', 'must not be after the titleholder acquired the property')
  }
  const { relinquished_transfer_date: sold, return_due_date_incl_extension: due } = input
  if (sold && due && due <= sold)
    refuse('return_due_date_incl_extension', 'must be after the relinquished transfer')
}

function missingFacts(input: Input): Missing[] {
  return notGiven(input, {
    legal_holidays:
      'Only weekends were passed over in counting business days; a holiday would make the day later.',
    taxpayer_owned_until: 'It was taken that the taxpayer did not own the property in the 180 days before.',
    qeaa_signed_on: 'The safe harbor needs the written agreement in time.',
    relinquished_identified_on:
      'The safe harbor needs the identification of the relinquished property in time.',
    eat_disqualified: 'It was taken that the titleholder is neither the taxpayer nor disqualified.',
    eat_subject_to_federal_income_tax: 'It was taken that the titleholder is subject to federal income tax.',
    qualified_indicia_of_ownership: 'It was taken that the titleholder holds them throughout.',
    bona_fide_intent: 'It was taken that the taxpayer intends an exchange.',
    ...(input.relinquished_transfer_date && {
      return_due_date_incl_extension:
        'Only day 180 was used for the forward leg; the return may end it earlier.',
    }),
  })
}
