import { kindOf } from '../context.ts'
import type { Value } from '../labels.ts'
import { calibrate } from './calibrate.ts'
import { AMOUNT_FIELDS, DATE_FIELDS } from './meanings.ts'
import type { Said } from './network.ts'
import type { Token } from './tokens.ts'

/** A field that is less likely than this is not said; the value stays a plain date or amount. */
const FIELD_FROM = 0.7
/** How sure a field is whose name stands right beside the value. */
const BESIDE = 0.95
/** What the words before a value name is said unless the network takes it for all but impossible. */
const RULED_FROM = 0.03

/** What the product calls a field where authors say something else. */
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
 * The values of a document with the fields that the network tells, each the same wherever it stands. Where it is not sure,
 * the field that the words before the value name stands; so it does where they name a field that it does not have ("transfer_tax"), theirs stands.
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
    // The first is a value without a field, the last none at all.
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

/** A loan or a payoff that a statement takes away is written in brackets; what it is called says so already. */
function unsigned(value: Value): Value {
  return { ...value, normalized: value.normalized.replace(/^-/, '') }
}
