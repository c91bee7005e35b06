import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { AppError } from '#lib/errors.ts'

const run = promisify(execFile)

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin'

/** The server gets none of our environment: it holds secrets, and PG… variables would configure it. */
export const ENVIRONMENT = { PATH, LC_ALL: 'C', TZ: 'UTC' }

export type Account = {
  uid: number
  gid: number
  /** The account can't enter the parent folders (under /root, for example), so it needs one of root's capabilities. */
  locked_out: boolean
}

/**
 * PostgreSQL refuses to run as root, the usual user in containers. There it runs under the account that owns its data,
 * or else `postgres`, or else `nobody`. Undefined means: run as the current user.
 */
export async function chooseAccount(cluster: string, program: string): Promise<Account | undefined> {
  const owner = await stat(cluster).catch(() => undefined)
  const uid = process.getuid?.()
  if (uid === undefined) {
    throw new AppError('unavailable', 'The embedded database needs Linux or macOS. Set DATABASE_URL instead.')
  }
  if (uid !== 0) {
    if (!owner || owner.uid === uid) return undefined
    throw new AppError(
      'unavailable',
      `${cluster} belongs to another account. Start the product as its owner.`,
    )
  }
  const ids = owner && owner.uid !== 0 ? owner : await lookUp('postgres', 'nobody')
  if (owner?.uid === 0) await run('chown', ['-R', `${ids.uid}:${ids.gid}`, cluster])
  const locked = !(await isOpenToAll(dirname(cluster))) || !(await isOpenToAll(program))
  if (locked && !(await isOnPath('setpriv'))) {
    throw new AppError(
      'unavailable',
      `PostgreSQL does not run as root, and no other account can enter ${dirname(cluster)} or ${dirname(program)}. Put the product outside /root, or start it as another user.`,
    )
  }
  return { uid: ids.uid, gid: ids.gid, locked_out: locked }
}

/** The command and arguments for `spawn`, run under the account. */
export function asAccount(account: Account | undefined, file: string, args: string[]) {
  if (!account) return { file, args, ids: {} }
  const { uid, gid } = account
  if (!account.locked_out) return { file, args, ids: { uid, gid } }
  const reach = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override']
  const drop = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...reach, '--', file, ...args]
  return { file: 'setpriv', args: drop, ids: {} }
}

async function lookUp(...names: string[]): Promise<{ uid: number; gid: number }> {
  for (const name of names) {
    const uid = await run('id', ['-u', name]).catch(() => undefined)
    if (uid) return { uid: Number(uid.stdout), gid: Number((await run('id', ['-g', name])).stdout) }
  }
  throw new AppError(
    'unavailable',
    'PostgreSQL does not run as root, and there is no account postgres or nobody. Start the product as another user.',
  )
}

/** Whether anyone can enter this folder and every folder above it. */
async function isOpenToAll(path: string): Promise<boolean> {
  const { mode } = await stat(path)
  if ((mode & 0o001) === 0) return false
  return path === dirname(path) || isOpenToAll(dirname(path))
}

async function isOnPath(program: string): Promise<boolean> {
  const folders = PATH.split(':')
  const found = await Promise.all(
    folders.map((folder) =>
      access(`${folder}/${program}`, constants.X_OK).then(
        () => true,
        () => false,
      ),
    ),
  )
  return found.includes(true)
}
