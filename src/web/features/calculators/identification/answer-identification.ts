import type { Calculation } from '#domains/exchanges/rules/calculate.ts'
import { ask, type Issue } from '#web/features/calculators/ask.ts'
import type { IdentificationFacts, PropertyFacts } from './identification-facts.ts'

export type IdentificationAnswer = Calculation<'identification'>

/** Any day will do where none was given: the list is taken as sent in time, and no receipt is compared with it. */
const SOME_DAY = '2026-01-01'

const isNamed = ({ name, value, received }: PropertyFacts) => Boolean(name || value || received)

/**
 * The list as the rules see it, every property in a valid notice sent in time: this page is about how many and how
 * much, not about the form of a notice.
 */
export function answerIdentification(facts: IdentificationFacts): {
  answer: IdentificationAnswer | null
  issues: Issue[]
} {
  const asked = facts.properties.filter(isNamed)
  if (facts.sold === '' && asked.some(({ received }) => received))
    return {
      answer: null,
      issues: [{ field: 'sold', reason: 'must be given, to know what was received in time' }],
    }
  const periods = ask('deadlines', { transfer_dates: [facts.sold || SOME_DAY], extension_obtained: false })
  if (!periods.answer)
    return { answer: null, issues: [{ field: 'sold', reason: periods.issues[0]?.reason ?? 'is not a day' }] }
  const { clock_start, identification_deadline, exchange_deadline } = periods.answer.outcome
  const { answer, issues } = ask('identification', {
    transfer_date: clock_start,
    identification_deadline,
    exchange_deadline: facts.ends || exchange_deadline,
    relinquished_fmv_at_transfer: facts.given.filter(Boolean),
    properties: asked.map((property) => factsOf(property, identification_deadline)),
  })
  return {
    answer,
    issues: issues.map((issue) => ({ ...issue, field: placeOnPage(issue.field, facts, asked) })),
  }
}

function factsOf({ id, value, received, value_95, revoked, part_of }: PropertyFacts, sent: string) {
  return {
    id,
    fmv_at_identification_deadline: value || null,
    notice: { sent, signed: true, written: true, unambiguous: true, recipient_ok: true },
    ...(revoked && { revocation: { sent, written: true, signed: true, same_recipient: true } }),
    received: received || null,
    fmv_95: value_95 || null,
    incidental_to: part_of || null,
  }
}

/** `properties[1].received` is the field of the second property asked about, `p4.received` on the page. */
function placeOnPage(field: string, { given }: IdentificationFacts, asked: PropertyFacts[]): string {
  const names: Record<string, string> = {
    fmv_at_identification_deadline: 'value',
    fmv_95: 'value_95',
    exchange_deadline: 'ends',
  }
  const [, index, name = ''] = /^properties\[(\d+)\]\.(\w+)/.exec(field) ?? []
  if (index !== undefined) return `${asked[Number(index)]?.id}.${names[name] ?? name}`
  const amount = /^relinquished_fmv_at_transfer\[(\d+)\]/.exec(field)?.[1]
  if (amount === undefined) return names[field] ?? field
  const places = given.flatMap((value, place) => (value ? [place] : []))
  return `given[${places[Number(amount)]}]`
}

/** Which single revocations would bring an over-identified list back within three or 200%: each asked of the rule. */
export function curesOf(facts: IdentificationFacts): PropertyFacts[] {
  return facts.properties.filter((property) => {
    if (!isNamed(property) || property.revoked || property.received) return false
    const properties = facts.properties.map((one) =>
      one.id === property.id ? { ...one, revoked: 'yes' } : one,
    )
    const rule = answerIdentification({ ...facts, properties }).answer?.outcome.rule
    return rule === '3-property' || rule === '200%'
  })
}
