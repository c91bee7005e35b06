import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startPostgres } from '#infra/postgres/embedded/engine.ts'
import { isAlive } from '#infra/processes.ts'
import { query } from '#testing/databases.ts'
import { mountSmallDisk } from '#testing/disks.ts'

const root = mkdtempSync(join(tmpdir(), 'deedline-postgres-'))
const dataDir = join(root, 'data')
const settings = { shared_buffers: '16MB' }
const undo: (() => unknown)[] = []

beforeAll(() => chmodSync(root, 0o755))
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step()
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

async function start(options: Partial<Parameters<typeof startPostgres>[0]> = {}) {
  const server = await startPostgres({ dataDir, settings, ...options })
  undo.push(server.stop)
  return { ...server, ask: (text: string) => query(server.url, text) }
}

/** The product in a process of its own, to be killed. */
async function startElsewhere(dir = dataDir, ids = {}): Promise<{ url: string; child: ChildProcess }> {
  const program = `
    const { startPostgres } = await import('#infra/postgres/embedded/engine.ts')
    const { url } = await startPostgres({ dataDir: ${JSON.stringify(dir)}, settings: { shared_buffers: '16MB' } })
    console.log(url)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    ...ids,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  undo.push(() => child.kill('SIGKILL'))
  const ended = child.stderr.toArray().then((words) => Promise.reject(new Error(words.join(''))))
  const [line] = await Promise.race([once(child.stdout, 'data'), ended])
  ended.catch(() => {}) // killed by its test later
  return { url: String(line).trim(), child }
}

function postmaster(dir = dataDir): number {
  return Number(readFileSync(join(dir, 'cluster/postmaster.pid'), 'utf8').split('\n')[0])
}

async function failure(options: Partial<Parameters<typeof startPostgres>[0]>): Promise<string> {
  return start(options).then(
    () => 'it started',
    (error: Error) => error.message,
  )
}

test('The first start creates a UTF-8 database on loopback with a password that only its owner can read', async () => {
  const { ask, url } = await start()

  expect(new URL(url).hostname).toBe('127.0.0.1')
  expect(statSync(join(dataDir, 'password')).mode & 0o777).toBe(0o600)
  const [row] = await ask(`select current_setting('server_version_num')::int >= 180000 as recent,
    current_setting('wal_level') as wal, rolsuper, datlocale from pg_roles, pg_database
    where rolname = current_user and datname = current_database()`)
  expect(row).toEqual({ recent: true, wal: 'replica', rolsuper: true, datlocale: 'C.UTF-8' })
  const intruder = query(url.replace(/:[^:@]+@/, ':guess@'), 'select 1')
  await expect(intruder).rejects.toThrow(/password authentication failed/)
})

test('Data is still there after a stop and a start', async () => {
  const first = await start()
  await first.ask(`create table kept as select 'Näh & Söhne' as name`)
  await first.stop()

  const second = await start()

  expect(await second.ask('select name from kept')).toEqual([{ name: 'Näh & Söhne' }])
})

test('A killed server comes back by itself on the same port, with every acknowledged write', async () => {
  const told: string[] = []
  const { ask } = await start({ log: (sentence) => told.push(sentence) })
  await ask('create table acknowledged as select 1 as id')

  process.kill(postmaster(), 'SIGKILL')
  await expect.poll(() => told, { timeout: 20_000 }).toContain('PostgreSQL runs again.')

  expect(await ask('select id from acknowledged')).toEqual([{ id: 1 }])
})

test('When the product is killed, its database shuts down instead of staying behind', async () => {
  const { child } = await startElsewhere()
  const pid = postmaster()

  child.kill('SIGKILL')

  await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false)
})

test('A second process of the product shares the running database and leaves it running', async () => {
  const { url } = await startElsewhere()

  const second = await start()
  await second.stop()

  expect(second.url).toBe(url)
  expect(second.owned).toBe(false)
  expect(await second.ask('select 1 as alive')).toEqual([{ alive: 1 }])
})

test('A database whose owner and watchdog were both killed is stopped and started again', async () => {
  const { child } = await startElsewhere()
  const orphan = postmaster()
  for (const pid of watchdogs(orphan)) process.kill(pid, 'SIGKILL')
  child.kill('SIGKILL')
  await once(child, 'exit')
  await sleep(200)
  expect(isAlive(orphan)).toBe(true)

  const { ask } = await start()

  expect(postmaster()).not.toBe(orphan)
  expect(await ask('select 1 as alive')).toEqual([{ alive: 1 }])
})

test('A process id left in the data directory by a machine that lost power does not block the start', async () => {
  const { stop } = await start()
  await stop()
  const cluster = join(dataDir, 'cluster')
  const { uid, gid } = statSync(cluster)
  const program = process.getuid?.() === 0 ? { uid, gid } : {}
  const stranger = spawn('sleep', ['60'], program) // alive, and of the account that PostgreSQL runs under
  undo.push(() => stranger.kill())
  const pidFile = [stranger.pid, cluster, 1_700_000_000, 5432, '', '127.0.0.1', '  1234567  1', 'ready   ']
  writeFileSync(join(cluster, 'postmaster.pid'), `${pidFile.join('\n')}\n`)

  const { ask } = await start()

  expect(await ask('select 1 as alive')).toEqual([{ alive: 1 }])
  expect(stranger.exitCode).toBeNull()
})

test('Two processes that start together on an empty directory end up with one database', async () => {
  const dir = join(root, 'together')

  const [one, two] = await Promise.all([startElsewhere(dir), startElsewhere(dir)])

  expect(one.url).toBe(two.url)
})

test('A person without root rights can run the database', async ({ skip }) => {
  skip(!mayBecomeAnother(), 'no other account can run the product here')
  const dir = mkdtempSync(join(root, 'person-'))
  chmodSync(dir, 0o777)

  const { url } = await startElsewhere(join(dir, 'data'), { uid: 65_534, gid: 65_534 })

  expect(url).toMatch(/^postgres:/)
  expect(statSync(join(dir, 'data/cluster')).uid).toBe(65_534)
})

test('An account without a name gets an explanation', async ({ skip }) => {
  skip(!mayBecomeAnother(), 'no other account can run the product here')
  const dir = mkdtempSync(join(root, 'nameless-'))
  chmodSync(dir, 0o777)

  const said = startElsewhere(join(dir, 'data'), { uid: 54_321, gid: 54_321 })

  await expect(said).rejects.toThrow(/has no name on this system/)
})

test('A folder that only root can enter still works for root', async ({ skip }) => {
  skip(process.getuid?.() !== 0, 'only root can become somebody else')
  const closed = mkdtempSync(join(root, 'closed-'))
  chmodSync(closed, 0o700)

  const { ask } = await start({ dataDir: join(closed, 'data') })

  expect(await ask('select 1 as alive')).toEqual([{ alive: 1 }])
})

test('A taken port is named in the refusal', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  undo.push(() => other.close())
  const { port } = other.address() as { port: number }

  expect(await failure({ port })).toContain(`Port ${port} is taken by another program.`)
})

test('A data directory of another version of PostgreSQL is refused and left unchanged', async () => {
  const { stop } = await start()
  await stop()
  const file = join(dataDir, 'cluster/PG_VERSION')
  writeFileSync(file, '15\n')
  undo.push(() => writeFileSync(file, '18\n'))

  expect(await failure({})).toContain('was made by another version of PostgreSQL')
})

test('Too little memory is explained', async () => {
  expect(await failure({ settings: { shared_buffers: '4000GB' } })).toContain('shared memory')
})

test('A full disk is explained, and the start succeeds once there is space', async ({ skip }) => {
  const directory = mkdtempSync(join(root, 'disk-'))
  const disk = mountSmallDisk(directory, 20) ?? skip('a disk cannot be mounted here')
  undo.push(disk.unmount)

  expect(await failure({ dataDir: join(directory, 'data') })).toContain('is full. Free some space')

  disk.grow(200)
  const { ask } = await start({ dataDir: join(directory, 'data') })
  expect(await ask('select 1 as alive')).toEqual([{ alive: 1 }])
})

/** The shells (and their cat) in the session of the server that are not PostgreSQL. */
function watchdogs(session: number): number[] {
  const table = execFileSync('ps', ['-eo', 'pid=,sid=,comm='], { encoding: 'utf8' })
  const rows = table
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/))
  return rows
    .filter(([, sid, name]) => Number(sid) === session && name !== 'postgres')
    .map(([pid]) => Number(pid))
}

function mayBecomeAnother(): boolean {
  return spawnSync(process.execPath, ['--version'], { uid: 65_534, gid: 65_534 }).status === 0
}
