import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startWarehouseEngine } from '#infra/warehouse/engine.ts'
import { createWarehouse, type Warehouse } from '#infra/warehouse/warehouse.ts'

const root = mkdtempSync(join(tmpdir(), 'deedline-warehouse-'))
const missing = engineIsMissing()
const undo: (() => unknown)[] = []

if (missing)
  console.warn(
    'Skipped the warehouse tests: the package chdb is not installed; npm run warehouse installs it.',
  )
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe.skipIf(missing)('The warehouse', () => {
  let engine: Awaited<ReturnType<typeof startWarehouseEngine>>
  let warehouse: Warehouse
  beforeAll(async () => {
    engine = await startWarehouseEngine({ dataDir: join(root, 'shared') })
    warehouse = createWarehouse(engine.url)
  })
  afterAll(async () => {
    await warehouse.close()
    await engine.stop()
  })

  test('returns results', async () => {
    await warehouse.ping()
    expect((await fetch(`${new URL(engine.url).origin}/ping`)).status).toBe(200)
  })

  test('stores what happened and counts it', async () => {
    await warehouse.command(`create table events (organization_id UUID, at DateTime64(3, 'UTC'), name String,
      price Decimal(18, 2), big UInt64, tags Array(String)) engine = MergeTree order by (organization_id, at)`)
    const organization_id = '0190a2b0-0000-7000-8000-000000000001'
    const row = { organization_id, price: '1250000.10', big: 42, tags: ["O'Hara", 'a\\b', '日本'] }

    await warehouse.insert('events', [
      { ...row, at: '2026-03-01T10:00:00.123Z', name: 'documents.shared; -- "quoted"' },
      { ...row, at: '2026-03-01T11:00:00Z', name: "tab\tline\n'quote' \\ 🏠" },
    ])
    await warehouse.insert('events', [])

    const rows = await warehouse.query<object>('select * from events order by at')
    expect(rows).toEqual([
      { ...row, at: '2026-03-01T10:00:00.123Z', name: 'documents.shared; -- "quoted"' },
      { ...row, at: '2026-03-01T11:00:00.000Z', name: "tab\tline\n'quote' \\ 🏠" },
    ])
    expect(await warehouse.query('select count() as n from events')).toEqual([{ n: 2 }])
  })

  test.each<[string, string, unknown, unknown]>([
    ['a word', 'String', 'plain', 'plain'],
    ['quotes, tabs and line ends', 'String', 'a\'b\tc\nd\\e"f`', 'a\'b\tc\nd\\e"f`'],
    ['what would be an injection', 'String', "'; drop table events; --", "'; drop table events; --"],
    ['a list', 'Array(String)', ["it's", 'b\\c', 'd\te'], ["it's", 'b\\c', 'd\te']],
    ['a map', 'Map(String, UInt8)', { a: 1, "b'": 2 }, { a: 1, "b'": 2 }],
    ['nothing', 'Nullable(String)', null, null],
    ['a number', 'Int32', -7, -7],
    ['a name', 'Identifier', 'one', 1],
  ])('binds %s as a value', async (_, type, value, expected) => {
    const [row] = await warehouse.query<{ v: unknown }>(
      `select {value:${type}} as v from (select 1 as one)`,
      { value },
    )

    expect(row?.v).toEqual(expected)
  })

  test('keeps the values and settings of one query from the next, even at once', async () => {
    const ask = (n: number) => warehouse.query<{ n: number }>('select {n:UInt32} as n, sleep(0.01)', { n })

    const rows = await Promise.all(Array.from({ length: 40 }, (_, n) => ask(n)))

    expect(rows.map(([row]) => row?.n)).toEqual(Array.from({ length: 40 }, (_, n) => n))
    await expect(warehouse.query('select {n:UInt32}')).rejects.toMatchObject({
      type: 'UNKNOWN_QUERY_PARAMETER',
    })
  })

  test('stores a batch sent twice with one token only once', async () => {
    await warehouse.command(
      'create table once (n UInt32) engine = MergeTree order by n settings non_replicated_deduplication_window = 100',
    )

    for (let time = 0; time < 2; time++) await warehouse.insert('once', [{ n: 1 }], 'batch-1')
    await warehouse.insert('once', [{ n: 1 }], 'batch-2')

    expect(await warehouse.query('select count() as n from once')).toEqual([{ n: 2 }])
  })

  test.each([
    ['selec 1', '62', 'SYNTAX_ERROR'],
    ['select * from nowhere', '60', 'UNKNOWN_TABLE'],
    ['select 1 settings max_nonsense = 1', '115', 'UNKNOWN_SETTING'],
  ])('refuses %j as ClickHouse does', async (sql, code, type) => {
    await expect(warehouse.query(sql)).rejects.toMatchObject({ code, type })
  })

  test('takes large batches', async () => {
    await warehouse.command('create table large (n UInt32, words String) engine = MergeTree order by n')
    const rows = Array.from({ length: 50_000 }, (_, n) => ({ n, words: 'lorem ipsum dolor '.repeat(5) }))

    await warehouse.insert('large', rows)

    expect(await warehouse.query('select count() as rows, max(n) as last from large')).toEqual([
      { rows: 50_000, last: 49_999 },
    ])
    expect(await warehouse.query('select n from large')).toHaveLength(50_000)
  })

  test('is closed to anyone without its password, which only its owner can read', async () => {
    const stranger = createWarehouse(engine.url.replace(/:[^:@]+@/, ':guess@'))
    undo.push(stranger.close)

    await expect(stranger.query('select 1')).rejects.toMatchObject({
      code: 'unavailable',
      message: /password/,
    })
    const answer = await fetch(new URL(engine.url).origin, { method: 'POST', body: 'select 1' })
    expect([answer.status, answer.headers.get('x-clickhouse-exception-code')]).toEqual([403, '516'])
    expect(statSync(join(root, 'shared/endpoint.json')).mode & 0o777).toBe(0o600)
  })

  test('is shared by a second process of the product', async () => {
    const second = await startWarehouseEngine({ dataDir: join(root, 'shared') })
    await second.stop()

    expect([second.url, second.owned]).toEqual([engine.url, false])
    await warehouse.ping()
  })
})

describe.skipIf(missing)('The embedded engine', () => {
  test('keeps its data across a stop and a start', async () => {
    const dataDir = join(root, 'restarted')
    const first = await startWarehouseEngine({ dataDir })
    await fill(first.url)
    await first.stop()

    const second = await startWarehouseEngine({ dataDir })
    undo.push(second.stop)

    expect(await countIn(second.url)).toBe(1_000)
  })

  test('comes back by itself after it is killed, at the same address and with its data', async () => {
    const dataDir = join(root, 'killed')
    const told: string[] = []
    const engine = await startWarehouseEngine({ dataDir, log: (sentence) => told.push(sentence) })
    undo.push(engine.stop)
    await fill(engine.url)

    process.kill(childOf(process.pid), 'SIGKILL')
    await expect.poll(() => told, { timeout: 20_000 }).toContain('The warehouse engine runs again.')

    expect(await countIn(engine.url)).toBe(1_000)
  })

  test('ends when the product is killed, and its data opens again', async () => {
    const dataDir = join(root, 'orphaned')
    const { url, child } = await startElsewhere(dataDir)
    await fill(url)

    child.kill('SIGKILL')
    await once(child, 'exit')
    const again = await startWarehouseEngine({ dataDir })
    undo.push(again.stop)

    expect(again.owned).toBe(true)
    expect(await countIn(again.url)).toBe(1_000)
  })
})

test.skipIf(missing)(
  'Two processes that start together on the same data end up with one engine',
  async () => {
    const dataDir = join(root, 'together')

    const [one, two] = await Promise.all([startElsewhere(dataDir), startElsewhere(dataDir)])

    expect(one.url).toBe(two.url)
  },
)

test('Without the optional package the warehouse says what to install', async () => {
  const refused = startWarehouseEngine({ dataDir: join(root, 'none'), engine: 'not-installed' })

  await expect(refused).rejects.toMatchObject({
    code: 'unavailable',
    message:
      'The embedded warehouse (not-installed, 540 MB) is not installed. Run npm run warehouse, or set CLICKHOUSE_URL.',
  })
})

test('A warehouse that is down is unavailable', async () => {
  const warehouse = createWarehouse('http://deedline:x@127.0.0.1:1')
  undo.push(warehouse.close)

  for (const work of [warehouse.ping(), warehouse.query('select 1'), warehouse.insert('t', [{ n: 1 }])]) {
    await expect(work).rejects.toMatchObject({ code: 'unavailable' })
  }
})

test('A warehouse that accepts the query and never answers times out', async () => {
  const silent = createServer((socket) => socket.resume()).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const warehouse = createWarehouse(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`, 200)
  undo.push(() => silent.close(), warehouse.close)

  await expect(warehouse.query('select 1')).rejects.toMatchObject({ code: 'unavailable' })
})

async function fill(url: string): Promise<void> {
  const warehouse = createWarehouse(url)
  undo.push(warehouse.close)
  await warehouse.command('create table kept (n UInt32) engine = MergeTree order by n')
  await warehouse.insert(
    'kept',
    Array.from({ length: 1_000 }, (_, n) => ({ n })),
  )
}

async function countIn(url: string): Promise<number | undefined> {
  const warehouse = createWarehouse(url)
  undo.push(warehouse.close)
  return (await warehouse.query<{ n: number }>('select count() as n from kept'))[0]?.n
}

/** The product in a process of its own, to be killed. */
async function startElsewhere(dataDir: string): Promise<{ url: string; child: ChildProcess }> {
  const program = `
    const { startWarehouseEngine } = await import('#infra/warehouse/engine.ts')
    const { url } = await startWarehouseEngine({ dataDir: ${JSON.stringify(dataDir)} })
    console.log(url)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  undo.push(() => child.kill('SIGKILL'))
  const [line] = await once(child.stdout, 'data')
  return { url: String(line).trim(), child }
}

/** The newest child of the process. */
function childOf(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
  return Number(children.at(-1))
}

function engineIsMissing(): boolean {
  try {
    createRequire(import.meta.url).resolve('chdb')
    return false
  } catch {
    return true
  }
}
