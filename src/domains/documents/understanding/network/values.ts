import { kindOf } from '../context.ts'
import type { Value } from '../labels.ts'
import { calibrate } from './calibrate.ts'
import { AMOUNT_FIELDS, DATE_FIELDS } from './meanings.ts'
import type { Said } from './network.ts'
import type { Token } from './tokens.ts'

/** A field that is less likely than this is omitted; the value stays a plain date or amount. */
const FIELD_FROM = 0.7
/** The confidence of a field whose name is right beside the value. */
const BESIDE = 0.95
/** The field named by the words before a value is used unless the network considers it all but impossible. */
const RULED_FROM = 0.03

/** The product's names for fields that authors call something else. */
const FIELDS: Record<string, string> = {
  coverage: 'policy_amount',
  payoff: 'payoff_amount',
  signed: 'signed_date',
  list_date: 'listing_date',
}
const AMOUNTS = AMOUNT_FIELDS.map((field) => FIELDS[field] ?? field)
const DATES = DATE_FIELDS.map((field) => FIELDS[field] ?? field)

type Placed = Value & { page: number }

/**
 * The values of a document with the fields from the network; a value has the same field everywhere. If the network is
 * unsure, the field named by the words before the value is used, as it is if they name a field that the network doesn't
 * have ("transfer_tax").
 */
export function nameValues(tokens: Token[], said: Said[]): Placed[] {
  const places = tokens.flatMap(({ page, value }, index) =>
    value ? [{ page, value, said: said[index] as Said, kind: kindOf(value.normalized) }] : [],
  )
  const groups = Map.groupBy(places, ({ kind, value }) => `${kind} ${value.normalized}`)
  return [...groups.values()].flatMap((group) => {
    const plain = group[0]?.kind === 'date' ? 'date' : 'amount'
    const [kind, fields] = plain === 'date' ? (['dates', DATES] as const) : (['amounts', AMOUNTS] as const)
    const chanceOf = (field: number) => Math.max(...group.map((each) => each.said[kind][field] ?? 0))
    // The first is a value without a field, the last is no value at all.
    const chances = fields.map((_, field) =>
      field === 0 || field === fields.length - 1 ? 0 : chanceOf(field),
    )
    const sure = Math.max(...chances)
    const field = fields[chances.indexOf(sure)] ?? ''
    return group.flatMap(({ page, value }) => {
      if (value.field !== plain && !fields.includes(value.field)) return { ...value, page }
      const overruled = value.field !== plain && value.field !== field && value.sure >= BESIDE
      if (sure >= FIELD_FROM && !overruled)
        return { ...unsigned(value), page, field, sure: calibrate(sure, 'fields') }
      const own = chances[fields.indexOf(value.field)] ?? 0
      if (own >= RULED_FROM || overruled)
        return { ...unsigned(value), page, sure: calibrate(FIELD_FROM, 'fields') }
      return value.sure > 0 ? { ...value, page, field: plain, sure: 0.6 } : []
    })
  })
}

/** A loan or payoff that a statement subtracts is written in parentheses; its name already implies the sign. */
function unsigned(value: Value): Value {
  return { ...value, normalized: value.normalized.replace(/^-/, '') }
}
