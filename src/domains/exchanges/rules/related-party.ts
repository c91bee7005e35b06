import { z } from 'zod'
import { addDays, addYears, type CivilDate, daysBetween, latest, yearOf } from '#lib/dates.ts'
import { date, facts, flag, list, money, taxYear } from './fields.ts'
import { because, type Finding, refuse, whichHold } from './finding.ts'

export const relatedPartyInput = facts({
  last_transfer_date: date,
  disposition_date: date.nullish(),
  exchange_tax_year: taxYear,
  deferred_gain: money,
  /**
   * The line of Form 8824 that excuses the disposition: 11a (death), 11b (involuntary conversion), 11c (no
   * tax avoidance).
   */
  exception: z
    .string()
    .regex(/^11[abc](_[a-z_]+)?$/, 'must begin with 11a, 11b or 11c')
    .nullish(),
  /** While the risk of loss was substantially diminished, by a put, a short sale or the like: 1031(g). */
  risk_diminished: list(facts({ from: date, to: date })).nullish(),
  /** The replacement came, for cash through an intermediary, from the related person: Rev. Rul. 2002-83. */
  related_party_sold_replacement: flag.nullish(),
})

type Input = z.output<typeof relatedPartyInput>

/**
 * Whether a disposition by either side ends the deferral of an exchange between related persons, and in which
 * year.
 */
export function relatedParty(input: Input) {
  const { last_transfer_date, disposition_date: disposed = null, exchange_tax_year: year } = input
  if (disposed !== null && disposed < last_transfer_date)
    refuse('disposition_date', 'must not be before the last transfer')
  if (yearOf(last_transfer_date) < year)
    refuse('exchange_tax_year', 'must not be after the year of the last transfer')
  const safe = addDays(addYears(last_transfer_date, 2), suspendedDays(input))
  const early = disposed !== null && disposed < safe
  const triggered = early && !input.exception
  const noExchange = Boolean(input.related_party_sold_replacement && !input.exception)
  return {
    outcome: {
      two_year_rule_triggered: triggered,
      nonrecognition_denied: noExchange,
      gain_accelerated: triggered || noExchange ? input.deferred_gain : 0n,
      recognized_in_year: noExchange ? year : triggered && disposed ? yearOf(disposed) : null,
      first_safe_disposition_date: safe,
      form_8824_years: noExchange ? [] : [year, year + 1, year + 2],
    },
    reasons: [
      because(
        'two_year_rule',
        'IRC 1031(f)(1)-(2), (g)',
        ruleText(disposed, safe, early, input.exception ?? null),
        ['last_transfer_date', 'disposition_date', 'exception', 'risk_diminished'],
      ),
      because(
        'reporting',
        'Form 8824 lines 7-11',
        `Form 8824 for ${year} and for the two years that follow.`,
        ['exchange_tax_year'],
      ),
      ...(noExchange
        ? [
            because(
              'avoidance_structure',
              'IRC 1031(f)(4); Rev. Rul. 2002-83',
              'The related person sold the replacement property into the exchange: section 1031 does not apply at all.',
              ['related_party_sold_replacement'],
            ),
          ]
        : []),
    ],
    missing:
      disposed === null
        ? [
            {
              field: 'disposition_date',
              text: `Neither side has disposed of its property; watch until ${safe}.`,
            },
          ]
        : [],
    flags: flags(input),
  } satisfies Finding<unknown>
}

/** Days within the two years, and within what they were put off by, on which the period did not run. */
function suspendedDays({ risk_diminished, last_transfer_date }: Input): number {
  let from = last_transfer_date
  let days = 0
  const periods = (risk_diminished ?? []).toSorted((a, b) => (a.from < b.from ? -1 : 1))
  for (const [index, period] of periods.entries()) {
    if (period.to < period.from) refuse(`risk_diminished[${index}].to`, 'must not be before its beginning')
    const start = latest(period.from, from)
    if (period.to <= start || start >= addDays(addYears(last_transfer_date, 2), days)) continue
    days += daysBetween(start, period.to)
    from = period.to
  }
  return days
}

function ruleText(
  disposed: CivilDate | null,
  safe: CivilDate,
  early: boolean,
  exception: string | null,
): string {
  if (disposed === null) return `A disposition before ${safe} would end the deferral.`
  if (!early) return `The disposition on ${disposed} is not before ${safe}.`
  if (exception)
    return `The disposition on ${disposed} is before ${safe}, but is excused by line ${exception.slice(0, 3)}.`
  return `The disposition on ${disposed} is before ${safe}: the deferred gain is taken into account on that day.`
}

function flags({ exception, risk_diminished, related_party_sold_replacement }: Input): string[] {
  return whichHold({
    'That tax avoidance was no principal purpose must be shown to the IRS: counsel, with an explanation.':
      exception?.startsWith('11c'),
    'An involuntary conversion excuses only if the exchange came before its threat.':
      exception?.startsWith('11b'),
    'Counsel should confirm when the risk of loss was substantially diminished.': risk_diminished?.length,
    'Do not file Form 8824 unless an exception of line 11 applies; see counsel.':
      related_party_sold_replacement,
  })
}
