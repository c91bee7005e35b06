import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import { text } from 'node:stream/consumers'
import { createGunzip } from 'node:zlib'

/** The process that holds the engine. Its parent sends the order over the IPC channel. */
export type EngineOrder = { engine: string; port: number; password: string; path: string }
export type EngineReport = { failed?: string; missing?: boolean }

/** The part of the `chdb` package that we use. It is installed on demand. */
type Session = {
  queryAsync: (
    sql: string,
    options?: { format: string },
  ) => Promise<{ rowsRead: number; bytes: () => Uint8Array }>
  close: () => void
}
type Chdb = { Session: new (path: string) => Session; drainPending: () => Promise<void> }

const AUTHENTICATION_FAILED = 516

/** Parameters that the interface itself handles; every other one is a query setting. */
const NOT_SETTINGS = new Set([
  ...[
    'query',
    'query_id',
    'database',
    'default_format',
    'user',
    'password',
    'role',
    'session_id',
    'session_timeout',
  ],
  ...['compress', 'decompress', 'enable_http_compression', 'wait_end_of_query', 'async_insert'],
])

process.once('message', (order: EngineOrder) => {
  open(order).catch((error: Error) => report({ failed: error.message }, 1))
})
process.on('SIGINT', () => {}) // Ctrl-C reaches the parent too, which closes the channel in its own order

async function open({ engine, port, password, path }: EngineOrder): Promise<void> {
  const chdb = load(engine)
  if (!chdb) {
    const sentence = `The embedded warehouse (${engine}, 540 MB) is not installed. Run npm run warehouse, or set CLICKHOUSE_URL.`
    return report({ failed: sentence, missing: true }, 1)
  }
  const first = new chdb.Session(path) // keeps the engine open between queries
  const server = createServer((request, response) => {
    answer(chdb, path, password, request, response).catch((error) => fail(response, error))
  })
  server.keepAliveTimeout = 60_000
  server.listen(port, '127.0.0.1', () => report({}))
  server.once('error', (error) => report({ failed: error.message }, 1))

  const close = () => {
    server.close(async () => {
      await chdb.drainPending()
      first.close()
      process.exit(0)
    })
    server.closeIdleConnections()
  }
  process.once('disconnect', close) // the parent stopped us, or died
  process.once('SIGTERM', close)
}

function load(engine: string): Chdb | undefined {
  const require = createRequire(import.meta.url)
  try {
    return require(engine) as Chdb
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'MODULE_NOT_FOUND' || code === 'CHDB_PLATFORM_UNSUPPORTED') return undefined
    throw error
  }
}

function report(message: EngineReport, exit?: number): void {
  process.send?.(message, () => {
    if (exit !== undefined) process.exit(exit)
  })
}

async function answer(
  chdb: Chdb,
  path: string,
  password: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  if (pathname === '/ping') {
    response.end('Ok.\n')
    return
  }
  if (!isOurs(request, password)) {
    throw Object.assign(
      new Error('Code: 516. DB::Exception: Wrong name or password. (AUTHENTICATION_FAILED)'),
      {
        clickhouseCode: AUTHENTICATION_FAILED,
      },
    )
  }
  const zipped = request.headers['content-encoding'] === 'gzip'
  const body = await text(zipped ? request.pipe(createGunzip()) : request)
  const sql = [searchParams.get('query'), body].filter(Boolean).join('\n')
  const format = searchParams.get('default_format') ?? 'TabSeparated'
  // A session costs 0.6 ms and isolates the settings and parameters of each query (2026-11-24).
  const session = new chdb.Session(path)
  try {
    for (const preparation of preparations(searchParams)) await session.queryAsync(preparation)
    const result = await session.queryAsync(sql, { format })
    response.setHeader('content-type', 'text/plain; charset=UTF-8')
    response.setHeader('x-clickhouse-query-id', searchParams.get('query_id') ?? '')
    response.setHeader('x-clickhouse-summary', JSON.stringify({ read_rows: String(result.rowsRead) }))
    response.end(result.bytes())
  } finally {
    session.close()
  }
}

/** The database, the settings and the values of `{name:Type}`, as statements before the query. */
function* preparations(parameters: URLSearchParams): Generator<string> {
  const database = parameters.get('database')
  if (database) yield `USE \`${database.replace(/[`\\]/g, '\\$&')}\``
  for (const [name, value] of parameters) {
    if (NOT_SETTINGS.has(name)) continue
    if (!/^\w+$/.test(name)) throw new Error(`${name} is not the name of a setting`)
    yield `SET ${name} = '${value.replace(/['\\]/g, '\\$&')}'`
  }
}

function isOurs({ headers }: IncomingMessage, password: string): boolean {
  const basic = /^Basic (.+)$/.exec(headers.authorization ?? '')?.[1] ?? ''
  const given =
    headers['x-clickhouse-key'] ??
    Buffer.from(basic, 'base64')
      .toString()
      .replace(/^[^:]*:/, '')
  return timingSafeEqual(digest(String(given)), digest(password))
}

function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** ClickHouse reports a failure by status, header and text; clients read the code from the text. */
function fail(response: ServerResponse, error: Error & { clickhouseCode?: number }): void {
  const code = error.clickhouseCode ?? 1001 // STD_EXCEPTION
  const said = error.clickhouseCode
    ? error.message
    : `Code: 1001. DB::Exception: ${error.message}. (STD_EXCEPTION)`
  response.writeHead(code === AUTHENTICATION_FAILED ? 403 : 500, {
    'content-type': 'text/plain; charset=UTF-8',
    'x-clickhouse-exception-code': String(code),
  })
  response.end(`${said}\n`)
}
