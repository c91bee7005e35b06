import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { freePort } from '#infra/ports.ts'
import { hasExited } from '#infra/processes.ts'

const BIN = '/usr/lib/postgresql/15/bin'

export const hasPostgres15 = existsSync(join(BIN, 'initdb'))
export const hasPgBouncer = existsSync('/usr/sbin/pgbouncer')

type Running = { url: string; stop: () => Promise<void> }

/** Neither of the two runs as root; Debian's packages bring the user `postgres`. */
function asPostgres(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'deedline-debian-'))
  const { uid } = asPostgres()
  if (uid !== undefined) execFileSync('chown', [String(uid), folder])
  return folder
}

/** Debian's PostgreSQL 15 in a folder of its own, trusting loopback, until stopped. */
export async function startPostgres15(): Promise<Running> {
  const folder = newFolder()
  const data = join(folder, 'data')
  const port = await freePort()
  execFileSync(
    join(BIN, 'initdb'),
    ['-D', data, '-U', 'owner', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'],
    { ...asPostgres(), stdio: 'ignore' },
  )
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    max_connections: 60,
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(join(BIN, 'postgres'), ['-D', data, ...flags], { ...asPostgres(), stdio: 'ignore' })
  const url = `postgres://owner@127.0.0.1:${port}/postgres`
  await answers(url)
  return { url, stop: () => end(child, folder) }
}

/** Debian's PgBouncer in transaction mode before `database_url`, with two connections to it trusting loopback. */
export function startPgBouncer(database_url: string): Promise<Running> {
  const { hostname, port, pathname } = new URL(database_url)
  const database = pathname.slice(1)
  const users = ['deedline_app', 'deedline_worker'].map((name) => `"${name}" ""`).join('\n')
  const ini = `[databases]
${database} = host=${hostname} port=${port} dbname=${database}
[pgbouncer]
auth_type = trust
auth_file = /etc/pgbouncer/userlist.txt
pool_mode = transaction
default_pool_size = 2
max_client_conn = 200
server_login_retry = 0.2
ignore_startup_parameters = extra_float_digits
`
  return runPgBouncer(database_url, ini, users)
}

/** PgBouncer by these settings, on loopback; what they look for in /etc/pgbouncer is in a folder of its own. */
export async function runPgBouncer(database_url: string, ini: string, users: string): Promise<Running> {
  const folder = newFolder()
  const url = new URL(database_url)
  url.port = String(await freePort())
  writeFileSync(join(folder, 'userlist.txt'), users)
  const place = `listen_addr = 127.0.0.1\nlisten_port = ${url.port}\nunix_socket_dir =\n`
  const file = join(folder, 'pgbouncer.ini')
  writeFileSync(file, ini.replace(/^listen_.*\n/gm, '').replaceAll('/etc/pgbouncer/', `${folder}/`) + place)
  const child = spawn('/usr/sbin/pgbouncer', [file], { ...asPostgres(), stdio: 'ignore' })
  await sleep(300)
  return { url: url.href, stop: () => end(child, folder) }
}

async function answers(url: string): Promise<void> {
  for (let i = 0; ; i++) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (i > 100) throw error
      await sleep(50)
    }
  }
}

async function end(child: ReturnType<typeof spawn>, folder: string): Promise<void> {
  child.kill('SIGINT')
  while (!hasExited(child)) await sleep(20)
  rmSync(folder, { recursive: true, force: true })
}
