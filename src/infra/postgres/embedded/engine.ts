import { type ChildProcess, spawn } from 'node:child_process'
import { chown, mkdir, open, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '#infra/ports.ts'
import { type Account, asAccount, chooseAccount, ENVIRONMENT } from '#infra/postgres/embedded/account.ts'
import { type Binaries, findBinaries, initialise, secret } from '#infra/postgres/embedded/cluster.ts'
import { explainFailure, isHeldByAnother, isPortTaken } from '#infra/postgres/embedded/failures.ts'
import { defaultSettings, type Settings } from '#infra/postgres/embedded/settings.ts'
import { hasExited, isAlive, keepRunning, signal } from '#infra/processes.ts'
import { AppError } from '#lib/errors.ts'

export type EmbeddedPostgres = {
  /** A superuser's connection over loopback; stays the same when the server restarts. */
  url: string
  /**
   * The same through a Unix socket, a third faster (2026-11-24); undefined where there are none, or the path is too
   * long.
   */
  socket_url: string | undefined
  port: number
  /** False when another process of the product runs this server and this one only shares it. */
  owned: boolean
  /** Stops the server gracefully; a shared server is left to its owner. Safe to call twice. */
  stop: () => Promise<void>
}

type Options = {
  dataDir: string
  /** Defaults to a free port. */
  port?: number
  settings?: Settings
  /** Called with a sentence when the server dies, and when it is back or can't be restarted. */
  log?: (sentence: string) => void
}

type Server = Options & {
  socketDir: string | undefined
  cluster: string
  binaries: Binaries
  account: Account | undefined
  logFile: string
}

/**
 * Starts PostgreSQL as a child process on loopback, and creates its data directory first if there is none. The password
 * is in `<dataDir>/password` (0600), the server's log in `<dataDir>/postgres.log`.
 *
 * When this process dies, however it dies, the server shuts itself down. When only the server dies, it is restarted on
 * the same port. Throws AppError('unavailable') with one sentence that says what to do.
 */
export async function startPostgres(options: Options): Promise<EmbeddedPostgres> {
  await mkdir(options.dataDir, { recursive: true })
  const dataDir = await realpath(options.dataDir)
  const cluster = join(dataDir, 'cluster')
  const binaries = await findBinaries()
  const account = await chooseAccount(cluster, binaries.postgres)
  const password = await secret(join(dataDir, 'password'))
  await initialise(cluster, binaries, account, password)
  const socketDir = await openSocketDir(join(dataDir, 'socket'), account)
  const server: Server = {
    ...options,
    socketDir,
    cluster,
    binaries,
    account,
    logFile: join(dataDir, 'postgres.log'),
  }
  const running = await bringUp(server)
  const { port } = running
  const urlBy = (host: string) => `postgres://deedline:${password}@${host}:${port}/deedline`
  const urls = {
    url: urlBy('127.0.0.1'),
    socket_url: socketDir && urlBy(encodeURIComponent(socketDir)),
  }
  if (!running.child) return { ...urls, port, owned: false, stop: async () => {} }
  const stop = keepRunning(running.child, {
    name: 'PostgreSQL',
    launch: async () => (await bringUp({ ...server, port })).child,
    ask: (child) => lifeline(child).end(),
    force: { signal: 'SIGQUIT', after_ms: 30_000 }, // an immediate shutdown: safe too, by crash recovery
    tell: options.log ?? (() => {}),
  })
  return { ...urls, port, owned: true, stop }
}

/** Starts the server, or joins one that another process of the product runs (then there is no child). */
async function bringUp(server: Server): Promise<{ port: number; child?: ChildProcess }> {
  for (let attempt = 1; ; attempt++) {
    const shared = await takeOver(server)
    if (shared) return { port: shared.port }
    const port = server.port ?? (await freePort())
    const child = await launch(server, port)
    if (await isReady(server, child)) return { port, child }
    const log = await readFile(server.logFile, 'utf8')
    // The children of a killed server release its memory within seconds; a chosen port may be lost to a race.
    const passes = isHeldByAnother(log) || (isPortTaken(log) && server.port === undefined)
    if (!passes || attempt === 60) throw explainFailure(log, port, server.cluster)
    await sleep(250)
  }
}

/**
 * Returns once the directory has no server, or returns the server to share. Stops a server whose owner is dead: a `kill
 * -9` of the product leaves one for the moment that its watchdog needs.
 */
async function takeOver(server: Server): Promise<{ port: number } | undefined> {
  const started = Date.now()
  for (;;) {
    const running = await findPostmaster(server.cluster)
    if (!running) return undefined
    if (isAlive(running.owner)) {
      if (running.status === 'ready') return running
    } else {
      // A fast shutdown first; an immediate one (also safe, by crash recovery) if it takes too long.
      signal(running.pid, Date.now() - started < 30_000 ? 'SIGINT' : 'SIGQUIT')
    }
    if (Date.now() - started > 60_000) {
      throw new AppError(
        'unavailable',
        `PostgreSQL (process ${running.pid}) holds ${server.cluster} and isn’t responding. Stop it and try again.`,
      )
    }
    await sleep(50)
  }
}

/** Reads postmaster.pid: process, directory, start, port, socket, address, memory, status; one per line. */
async function findPostmaster(cluster: string) {
  const file = join(cluster, 'postmaster.pid')
  const text = await readFile(file, 'utf8').catch(() => '')
  const lines = text.split('\n').map((line) => line.trim())
  const pid = Number(lines[0])
  if (!pid || !isAlive(pid)) return undefined
  const command = await commandOf(pid)
  if (command.includes(cluster)) {
    const owner = Number(/deedline\.owner=(\d+)/.exec(command)?.[1])
    return { pid, owner, port: Number(lines[3]), status: lines[7] }
  }
  // After a reboot, the pid may belong to another program, and PostgreSQL would refuse to start. With a pid that no
  // process can have, it still runs its own check that the old shared memory is not in use.
  await writeFile(file, text.replace(/^\d+/, '99999999'))
  return undefined
}

/**
 * The shell starts a watchdog in the background and becomes the server. The watchdog reads from a pipe that this
 * process holds and never writes to. When the pipe closes, by `stop` or because we died, it requests a fast shutdown.
 */
const WATCHED = '( ( cat >/dev/null 2>&1; kill -INT $$ 2>/dev/null ) <&3 >/dev/null 2>&1 & ); exec "$@" 3<&-'

async function launch(server: Server, port: number): Promise<ChildProcess> {
  await rename(server.logFile, `${server.logFile}.1`).catch(() => {})
  if (server.socketDir) await clearSockets(server.socketDir)
  const log = await open(server.logFile, 'w', 0o600)
  const settings = {
    ...(await defaultSettings()),
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: server.socketDir ?? '',
    ...server.settings,
    'deedline.owner': process.pid, // the next process finds it here, tied to this server
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const command = ['-c', WATCHED, 'sh', server.binaries.postgres, '-D', server.cluster, ...flags]
  const { file, args, ids } = asAccount(server.account, '/bin/sh', command)
  const child = spawn(file, args, {
    ...ids,
    env: ENVIRONMENT,
    detached: true, // a separate session, so that Ctrl-C reaches only us and we stop it in order
    stdio: ['ignore', log.fd, log.fd, 'pipe'],
  })
  await log.close()
  child.unref()
  lifeline(child).unref()
  child.once('exit', () => lifeline(child).destroy()) // releases the watchdog of a server that died
  return child
}

/** The longest socket path, file name included, that works on every system. */
const SOCKET_PATH = 103

async function openSocketDir(path: string, account: Account | undefined): Promise<string | undefined> {
  if (process.platform === 'win32' || Buffer.byteLength(`${path}/.s.PGSQL.65535`) > SOCKET_PATH)
    return undefined
  await mkdir(path, { recursive: true, mode: 0o700 })
  if (account) await chown(path, account.uid, account.gid)
  return path
}

/** No server uses the directory now, so sockets left by killed servers can be removed. */
async function clearSockets(folder: string): Promise<void> {
  const left = (await readdir(folder)).filter((name) => name.startsWith('.s.PGSQL.'))
  for (const name of left) await rm(join(folder, name), { force: true })
}

function lifeline(child: ChildProcess): Socket {
  const pipe = child.stdio[3]
  if (!(pipe instanceof Socket)) throw new Error('the watchdog has no pipe')
  return pipe
}

async function isReady(server: Server, child: ChildProcess): Promise<boolean> {
  for (;;) {
    if (hasExited(child)) return false
    const postmaster = await findPostmaster(server.cluster)
    if (postmaster?.pid === child.pid && postmaster?.status === 'ready') return true
    await sleep(10)
  }
}

async function commandOf(pid: number): Promise<string> {
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  const ps = spawn('ps', ['-o', 'args=', '-p', String(pid)], { stdio: ['ignore', 'pipe', 'ignore'] })
  return (await ps.stdout.toArray()).join('')
}
