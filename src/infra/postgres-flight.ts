import pg from 'pg'

/** What the driver sends and hears of a query, as far as a flight takes part in it. */
type Wire = {
  stream: { cork: () => void; uncork: () => void }
  parse: (message: { text: string; name?: string | undefined }) => void
  bind: (message: { statement?: string | undefined; values: readonly unknown[] }) => void
  execute: (message: object) => void
}
type Message = object
type DriverQuery = {
  callback: (error: Error | null, result: pg.QueryResult) => void
  submit: (wire: Wire) => Error | null
  handleDataRow: (message: Message) => void
  handleCommandComplete: (message: Message, wire: Wire) => void
}

export type Statement = { name: string | undefined; text: string; values: readonly unknown[] }

/** Which connections have parsed which first statement. */
const parsed = new WeakMap<Wire, Set<string>>()

/**
 * Two statements before one Sync: for the server one implicit transaction, so that what the first sets locally holds for
 * the second and is gone with it. Answers the result of the second. BEGIN, settings, SELECT and COMMIT would be four
 * answers to read instead of one.
 */
export function fly(client: pg.PoolClient, first: Statement, second: Statement): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    const query = new pg.Query({
      name: second.name,
      text: second.text,
      values: second.values as unknown[],
    } as pg.QueryConfig) as unknown as DriverQuery
    const { submit, handleDataRow, handleCommandComplete } = query
    let begun = false
    query.callback = (error, result) => (error ? reject(error) : resolve(result))
    query.submit = (wire) => {
      wire.stream.cork()
      try {
        begin(wire, first)
        return submit.call(query, wire)
      } finally {
        wire.stream.uncork()
      }
    }
    query.handleDataRow = (message) => {
      if (begun) handleDataRow.call(query, message)
    }
    query.handleCommandComplete = (message, wire) => {
      if (begun) handleCommandComplete.call(query, message, wire)
      else begun = true
    }
    client.query(query as unknown as pg.Submittable)
  })
}

function begin(wire: Wire, { name, text, values }: Statement): void {
  const known = parsed.get(wire) ?? new Set()
  if (!name || !known.has(name)) wire.parse({ text, name })
  if (name) parsed.set(wire, known.add(name))
  wire.bind({ statement: name, values })
  wire.execute({})
}
