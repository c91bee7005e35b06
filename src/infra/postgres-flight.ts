import pg from 'pg'

export type Statement = { name: string | undefined; text: string; values: readonly unknown[] }

/** What the driver sends and hears of a query, as far as a flight takes part in it. */
type Wire = {
  stream: { cork: () => void; uncork: () => void }
  parse: (message: { text: string; name?: string | undefined }) => void
  bind: (message: { statement?: string | undefined; values: readonly unknown[] }) => void
  execute: (message: object) => void
  describe: (message: object) => void
}
type Columns = { fields: unknown[]; _parsers: unknown; _prebuiltEmptyResultObject: unknown }
interface DriverQuery {
  name: string | undefined
  callback: (error: Error | null, result: pg.QueryResult) => void
  _result: Columns
  _accumulateRows: boolean
  hasBeenParsed(wire: Wire): boolean
  prepare(wire: Wire): void
  handleRowDescription(message: object): void
  handleDataRow(message: object): void
  handleCommandComplete(message: object, wire: Wire): void
}
const DriverQuery = pg.Query as unknown as new (config: object) => DriverQuery

/** What is known on a connection: first statements that are parsed there, and the columns of second ones. */
type Known = { parsed: Set<string>; columns: Map<string, Columns>; undescribed: Wire }
const known = new WeakMap<Wire, Known>()

/**
 * Two statements before one Sync: for the server one implicit transaction, so that what the first sets locally holds for
 * the second and is gone with it. Answers the result of the second. BEGIN, settings, SELECT and COMMIT would be four
 * answers to read instead of one. Columns are described once on each connection and not at each run.
 */
class Flight extends DriverQuery {
  readonly #first: Statement
  #begun = false
  #columns: Known['columns'] | undefined

  constructor(first: Statement, { name, text, values }: Statement, callback: DriverQuery['callback']) {
    super({ name, text, values, queryMode: 'extended', callback })
    this.#first = first
  }

  override prepare(wire: Wire): void {
    const { parsed, columns, undescribed } = knownOn(wire)
    begin(wire, this.#first, parsed)
    this.#columns = columns
    const mine = this.name && this.hasBeenParsed(wire) && columns.get(this.name)
    if (mine) {
      Object.assign(this._result, mine)
      this._accumulateRows = true
    }
    super.prepare(mine ? undescribed : wire)
  }

  override handleRowDescription(message: object): void {
    super.handleRowDescription(message)
    const { fields, _parsers, _prebuiltEmptyResultObject } = this._result
    if (this.name) this.#columns?.set(this.name, { fields, _parsers, _prebuiltEmptyResultObject })
  }

  override handleDataRow(message: object): void {
    if (this.#begun) super.handleDataRow(message)
  }

  override handleCommandComplete(message: object, wire: Wire): void {
    if (this.#begun) super.handleCommandComplete(message, wire)
    else this.#begun = true
  }
}

export function fly(client: pg.PoolClient, first: Statement, second: Statement): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    const flight = new Flight(first, second, (error, result) => (error ? reject(error) : resolve(result)))
    client.query(flight as unknown as pg.Submittable)
  })
}

function begin(wire: Wire, { name, text, values }: Statement, parsed: Known['parsed']): void {
  if (!name || !parsed.has(name)) wire.parse({ text, name })
  if (name) parsed.add(name)
  wire.bind({ statement: name, values })
  wire.execute({})
}

function knownOn(wire: Wire): Known {
  const before = known.get(wire)
  if (before) return before
  const undescribed: Wire = Object.create(wire, { describe: { value: () => {} } })
  const now = { parsed: new Set<string>(), columns: new Map<string, Columns>(), undescribed }
  known.set(wire, now)
  return now
}
