import { type CivilDate, endOfDay } from '#lib/dates.ts'
import { type Money, moneyText } from '#lib/money.ts'
import { identification, identificationInput } from './identification.ts'

/** A notice that was signed and sent, with what it identifies or revokes. */
export type SentNotice = {
  id: string
  kind: 'identification' | 'revocation'
  /** The instant that decides whether it is timely. */
  sent_at: string
  recipient_id: string | null
  properties: { exchange_property_id: string; fair_market_value: string | null }[]
}

export type ExchangedProperty = {
  id: string
  side: 'relinquished' | 'replacement'
  address: string
  price: string | null
  fair_market_value: string | null
  expected_receipt_value: string | null
  to_be_produced: boolean
  incidental_to: string | null
  transferred_on: CivilDate | null
  substantially_same: boolean | null
}

export type IdentificationFacts = {
  clock_start: CivilDate
  identification_deadline: CivilDate
  exchange_deadline: CivilDate
  time_zone: string
  properties: ExchangedProperty[]
  notices: SentNotice[]
}

type Input = Parameters<typeof identification>[0]

/**
 * What the record of an exchange is for the rules of identification. Of several notices about one property the last
 * identification counts, and a revocation only if it was sent after it (26 CFR 1.1031(k)-1(c)(6)).
 */
export function identificationFacts(facts: IdentificationFacts): Input {
  const { clock_start, identification_deadline, exchange_deadline, time_zone } = facts
  const sold = facts.properties.filter(
    ({ side, transferred_on }) => side === 'relinquished' && transferred_on,
  )
  const worth = sold.map(worthOf)
  // Without what was sold for, no sum can be compared with 200% of it: then a fourth property is left open.
  const unknown = worth.length === 0 || worth.includes(null)
  const replacements = facts.properties.filter(({ side }) => side === 'replacement')
  return identificationInput.parse({
    ...{ identification_deadline, exchange_deadline, transfer_date: clock_start, time_zone },
    relinquished_fmv_at_transfer: unknown ? [0] : worth,
    properties: replacements.map((property) => ({
      id: property.id,
      ...lastWord(property, facts),
      ...(!unknown && { fmv_at_identification_deadline: identifiedValue(property, facts) }),
      ...(property.to_be_produced && {
        to_be_produced: true,
        fmv_at_expected_receipt: unknown ? null : property.expected_receipt_value,
      }),
      received: property.transferred_on,
      substantially_same: property.substantially_same,
      fmv_95: property.transferred_on ? worthOf(property) : null,
      incidental_to: property.incidental_to,
    })),
  })
}

const worthOf = ({ fair_market_value, price }: ExchangedProperty) => fair_market_value ?? price

/** The notices about a property, in the order in which they were sent. Where some were in time, those that were late say nothing. */
function naming({ id }: ExchangedProperty, { notices, ...periods }: IdentificationFacts): SentNotice[] {
  const all = notices
    .filter(({ properties }) => properties.some(({ exchange_property_id }) => exchange_property_id === id))
    .toSorted((a, b) => Date.parse(a.sent_at) - Date.parse(b.sent_at))
  const end = endOfDay(periods.identification_deadline, periods.time_zone).epochMilliseconds
  const timely = all.filter(({ sent_at }) => Date.parse(sent_at) < end)
  return timely.length > 0 ? timely : all
}

/** The value in the notice that counts; later the property's own, which may have become known since. */
function identifiedValue(property: ExchangedProperty, facts: IdentificationFacts): string | null {
  const last = naming(property, facts).findLast(({ kind }) => kind === 'identification')
  const said = last?.properties.find(({ exchange_property_id }) => exchange_property_id === property.id)
  return said?.fair_market_value ?? worthOf(property)
}

function lastWord(property: ExchangedProperty, facts: IdentificationFacts) {
  const all = naming(property, facts)
  const identified = all.findLast(({ kind }) => kind === 'identification')
  if (!identified) return {}
  const revoked = all.slice(all.indexOf(identified) + 1).findLast(({ kind }) => kind === 'revocation')
  const valid = { written: true, signed: true }
  return {
    // Whom a notice may be sent to is asked before it is sent, and that it describes the property.
    notice: { ...valid, sent: identified.sent_at, unambiguous: true, recipient_ok: true },
    ...(revoked && {
      revocation: {
        ...valid,
        sent: revoked.sent_at,
        same_recipient: revoked.recipient_id === identified.recipient_id,
      },
    }),
  }
}

export type Identified = ReturnType<typeof identification>

/** The rule's answer, with what the tests compare and a sentence for the person who identifies. */
export function identifiedIn(facts: IdentificationFacts) {
  const input = identificationFacts(facts)
  const finding = identification(input)
  const { outcome } = finding
  const limit = outcome.limit_200_percent === 0n ? null : outcome.limit_200_percent
  return { ...finding, limit, sentence: sentenceOf(outcome, limit) }
}

function sentenceOf(outcome: Identified['outcome'], limit: Money | null): string {
  const { rule, counted_count: count, aggregate_fmv: total, required_fmv_for_95: needed } = outcome
  const most = limit === null ? null : moneyText(limit)
  switch (rule) {
    case 'none_identified':
      return 'Nothing is identified yet.'
    case '3-property':
      return count < 3
        ? `${count} of 3 properties. Their value doesn’t matter.`
        : `3 of 3 properties. A fourth is possible only if all together are worth ${most ?? '200% of what was sold'} or less.`
    case '200%':
      return `${count} properties, worth ${moneyText(total ?? 0n)}: within 200% of what was sold (${most}).`
    case '95%':
      return `${count} properties, worth more than 200% of what was sold. They stand because 95% of their value was received.`
    case 'undetermined':
      return `${count} properties: more than three. Enter the value of each, and the sale price, to see whether they are within 200%.`
    case 'over_identified':
      return `${count} properties, worth ${total === null ? 'more' : `${moneyText(total)}, more`} than ${most ?? '200% of what was sold'}. Unless ${
        needed === null ? '95% of their value' : moneyText(needed)
      } of them is received in time, nothing counts as identified.`
  }
}

/**
 * What the taxpayer may still receive: identified, not revoked, not received. Money waits for it ((g)(6)(iii)(A)). Also
 * where too much is identified, since receiving 95% of it would still save the identification.
 */
export function entitledTo(facts: IdentificationFacts): { identified: string[]; outstanding: string[] } {
  const { counted } = identifiedIn(facts).outcome
  const received = new Set(
    facts.properties.filter(({ transferred_on }) => transferred_on).map(({ id }) => id),
  )
  return { identified: counted, outstanding: counted.filter((id) => !received.has(id)) }
}
