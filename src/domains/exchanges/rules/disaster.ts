import { z } from 'zod'
import { addDays, addYears, type CivilDate, earliest, latest, weekdayOf } from '#lib/dates.ts'
import { date, facts, flag } from './fields.ts'
import { because, type Finding, type Missing, notGiven, refuse } from './finding.ts'

export const disasterInput = facts({
  relief: z.enum(['section_6', 'section_17'], 'must be section_6 or section_17'),
  original_deadline: date,
  /**
   * Of the relinquished property; in a reverse exchange, the day the parked title moved to the titleholder.
   */
  transfer_date: date,
  disaster_date: date,
  general_postponement_date: date.nullish(),
  affected_taxpayer: flag,
  difficulty_meeting_deadline: flag,
  return_due_date_incl_extension: date.nullish(),
  irs_notice_issued: flag.nullish(),
})

type DisasterFacts = z.output<typeof disasterInput>
type Relief = {
  failed: string | null
  postponed: CivilDate
  limited_by: 'return_due_date' | 'one_year' | null
}

/** What Rev. Proc. 2018-58 makes of one deadline. The taxpayer chooses between section 6 and section 17. */
export function disaster(input: DisasterFacts) {
  if (input.original_deadline < input.transfer_date)
    refuse('original_deadline', 'must not be before the transfer')
  const general = input.general_postponement_date ?? null
  if (general !== null && general < input.disaster_date) {
    refuse('general_postponement_date', 'must not be before the disaster')
  }
  const section6 = relieve(generalPostponement, input)
  const section17 = relieve(exchangePostponement, input)
  const [chosen, other] = input.relief === 'section_6' ? [section6, section17] : [section17, section6]
  return {
    outcome: {
      eligible: chosen.failed === null,
      postponed_deadline: chosen.postponed,
      postponed_deadline_weekday: weekdayOf(chosen.postponed),
      limited_by: chosen.limited_by,
      not_eligible_because: chosen.failed,
      other_section: { eligible: other.failed === null, postponed_deadline: other.postponed },
    },
    reasons: [
      because(
        input.relief,
        input.relief === 'section_6'
          ? 'Rev. Proc. 2018-58 s.6; IRC 7508A'
          : 'Rev. Proc. 2018-58 s.17.02; IRC 7508A',
        reliefText(input, chosen),
        Object.keys(input),
      ),
    ],
    missing: missingFacts(input),
    flags: [
      'Relief needs an IRS notice for this disaster, not a FEMA declaration alone. Keep its number.',
      ...(other.failed === null && other.postponed > chosen.postponed
        ? [`The other section would give until ${other.postponed}; the taxpayer may choose it.`]
        : []),
    ],
  } satisfies Finding<unknown>
}

/**
 * What both sections ask: relief announced by the IRS, and a deadline that the disaster did not find expired.
 */
function relieve(
  section: (input: DisasterFacts, general: CivilDate) => Relief,
  input: DisasterFacts,
): Relief {
  const refused = (failed: string): Relief => ({
    failed,
    postponed: input.original_deadline,
    limited_by: null,
  })
  if (input.irs_notice_issued === false || !input.general_postponement_date) return refused('no_irs_notice')
  if (input.original_deadline < input.disaster_date) return refused('deadline_expired_before_disaster')
  const relief = section(input, input.general_postponement_date)
  return relief.failed === null ? relief : refused(relief.failed)
}

/**
 * Section 6: an affected taxpayer's deadline inside the postponement period moves to its end, even for a
 * later transfer.
 */
function generalPostponement(input: DisasterFacts, general: CivilDate): Relief {
  const failed = !input.affected_taxpayer
    ? 'not_affected_taxpayer'
    : input.original_deadline > general
      ? 'deadline_after_postponement_period'
      : null
  return { failed, postponed: general, limited_by: null }
}

/**
 * Section 17: 120 days, or the end of the general period if later, within the return's due date and one year.
 */
function exchangePostponement(input: DisasterFacts, general: CivilDate): Relief {
  const failed =
    input.transfer_date > input.disaster_date
      ? 'transfer_after_disaster'
      : input.affected_taxpayer || input.difficulty_meeting_deadline
        ? null
        : 'neither_affected_nor_in_difficulty'
  const full = latest(addDays(input.original_deadline, 120), general)
  const year = addYears(input.original_deadline, 1)
  const due = input.return_due_date_incl_extension ?? null
  const capped = earliest(full, year, due ?? year)
  return {
    failed,
    postponed: latest(capped, input.original_deadline),
    limited_by: capped === full ? null : capped === due ? 'return_due_date' : 'one_year',
  }
}

function missingFacts(input: DisasterFacts): Missing[] {
  return notGiven(input, {
    general_postponement_date: 'The IRS notice names it; without it there is no relief.',
    irs_notice_issued: 'The postponement date was taken as announced by the IRS.',
    ...(input.relief === 'section_17' && {
      return_due_date_incl_extension:
        'Only the limit of one year was applied: right for a parking period alone.',
    }),
  })
}

function reliefText(input: DisasterFacts, relief: Relief): string {
  if (relief.failed !== null)
    return `The deadline ${input.original_deadline} is not moved: ${relief.failed.replaceAll('_', ' ')}.`
  const limit = relief.limited_by === null ? '' : `, limited by the ${relief.limited_by.replaceAll('_', ' ')}`
  return `The deadline ${input.original_deadline} is postponed to ${relief.postponed}${limit}.`
}
