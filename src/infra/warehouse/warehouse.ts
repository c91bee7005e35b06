import { ClickHouseError, ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { AppError } from '#lib/errors.ts'

/**
 * The columns of past facts, for reports. ClickHouse, wherever it runs.
 *
 * Values are bound as `{name:Type}`. 64-bit integers come as numbers, decimals as strings, times as ISO 8601. A
 * warehouse that can't be reached is AppError('unavailable'); an error from ClickHouse is a bug and is thrown as it is.
 */
export type Warehouse = {
  ping: () => Promise<void>
  query: <Row>(sql: string, params?: Record<string, unknown>) => Promise<Row[]>
  /** A batch sent again with the same token is stored once, where the table keeps a deduplication log. */
  insert: (table: string, rows: readonly object[], deduplication_token?: string) => Promise<void>
  /** A statement without a result: DDL, mutations. */
  command: (sql: string, params?: Record<string, unknown>) => Promise<void>
  close: () => Promise<void>
}

export function createWarehouse(url: string, patience_ms = 30_000): Warehouse {
  const client = createClient({
    url,
    application: 'deedline',
    request_timeout: patience_ms,
    log: { level: ClickHouseLogLevel.OFF }, // every failure is thrown, and logged once
    clickhouse_settings: {
      date_time_input_format: 'best_effort',
      date_time_output_format: 'iso',
      output_format_json_quote_64bit_integers: 0,
      output_format_json_quote_decimals: 1,
      output_format_decimal_trailing_zeros: 1,
    },
  })
  return {
    ping: async () => {
      const answer = await client.ping({ select: true })
      if (!answer.success) throw explain(answer.error)
    },
    query: <Row>(query: string, query_params = {}) =>
      clearly(async () => {
        const result = await client.query({ query, query_params, format: 'JSONEachRow' })
        return result.json<Row>()
      }),
    insert: (table, rows, deduplication_token) =>
      clearly(async () => {
        if (rows.length === 0) return
        const settings = deduplication_token && { insert_deduplication_token: deduplication_token }
        await client.insert({
          table,
          values: rows,
          format: 'JSONEachRow',
          ...(settings && { clickhouse_settings: settings }),
        })
      }),
    command: (query, query_params = {}) =>
      clearly(async () => {
        await client.command({ query, query_params })
      }),
    close: () => client.close(),
  }
}

async function clearly<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw explain(error)
  }
}

const AUTHENTICATION_FAILED = '516'

function explain(error: unknown): unknown {
  if (!(error instanceof ClickHouseError)) {
    const cause = error instanceof Error ? error.message : String(error)
    return new AppError('unavailable', 'The warehouse can’t be reached. Try again in a moment.', { cause })
  }
  if (error.code !== AUTHENTICATION_FAILED) return error
  return new AppError(
    'unavailable',
    'The warehouse rejected our user name and password. Check CLICKHOUSE_URL.',
  )
}
