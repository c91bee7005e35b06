import type { Compilable, CompiledQuery } from 'kysely'
import type { Tx } from '#infra/postgres/transactions.ts'

/** Stands for a value in a query that is compiled before the value is known. */
class Slot {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

type Values = Record<string, unknown>
type Build<V extends Values, R> = (
  tx: Tx,
  value: V,
  given: V,
) => Compilable<R> & { execute: () => Promise<R[]> }

/**
 * A query that is built and compiled once and then run with different values, because building and compiling 35 columns
 * on each request is wasted work. `build` gets placeholders for the values and may only pass them on. Where the text
 * depends on values, they are read from `given` and are part of the `shape`; one text is stored per shape.
 */
export function statement<V extends Values, R>(
  build: Build<V, R>,
): (tx: Tx, values: V, shape?: string) => Promise<R[]> {
  const compiled = new Map<string, CompiledQuery<R>>()
  return async (tx, values, shape = '') => {
    let query = compiled.get(shape)
    if (!query) {
      query = build(tx, slotsOf(values), values).compile()
      if (compiled.size < MOST_SHAPES) compiled.set(shape, query)
    }
    const parameters = query.parameters.map((each) => (each instanceof Slot ? values[each.name] : each))
    return (await tx.executeQuery<R>({ ...query, parameters })).rows
  }
}

/** The shape of a statement whose text depends on which columns it is given, and which of them are null. */
export function shapeOf(columns: Values): string {
  return Object.entries(columns)
    .map(([name, value]) => (value === null ? `${name}:null` : value === undefined ? '' : name))
    .join()
}

/** Filters can be combined without limit; the usual combinations are few. */
const MOST_SHAPES = 500

function slotsOf<V extends Values>(values: V): V {
  const slots = Object.entries(values).map(([name, value]) => [
    name,
    value === undefined || value === null ? value : new Slot(name),
  ])
  return Object.fromEntries(slots) as V
}
