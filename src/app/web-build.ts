import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { AppError } from '#lib/errors.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
export const WEB_DIST = join(ROOT, 'dist/web')
const STAMP = join(WEB_DIST, '.built-from')

/**
 * `deedline build`: the build that a start would do, in advance, for machines without development packages.
 */
export async function buildCommand(): Promise<number> {
  const built = await buildWeb(console.log)
  console.log(`The web application is ${built ? 'built' : 'up to date'} in ${WEB_DIST}.`)
  return 0
}

/**
 * Builds the web application when its sources have changed since the last time. True: it was built now. Throws
 * AppError('refused') where the packages that build it are not installed.
 */
export async function buildWeb(print: (sentence: string) => void): Promise<boolean> {
  const sources = await hashSources()
  const built = existsSync(STAMP) ? await readFile(STAMP, 'utf8') : ''
  if (built === sources) return false
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js')
  if (!existsSync(vite))
    throw new AppError(
      'refused',
      'The web application of this version isn’t built, and development packages aren’t installed: run "npm run build" on a machine that has them and copy dist/web here, or run "npm ci".',
    )
  print('Building the web application …')
  // In a process of its own: what bundling takes, 900 MB, is given back when it ends (2026-11-25).
  await promisify(execFile)(process.execPath, [vite, 'build', '--logLevel', 'error'], { cwd: ROOT })
  await writeFile(STAMP, sources)
  return true
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256')
  for (const folder of ['src/web', 'src/domains', 'src/lib', 'src/app/outbox']) {
    const names = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true })
    for (const file of names
      .filter((n) => n.isFile())
      .map((n) => join(n.parentPath, n.name))
      .sort())
      hash.update(file.slice(ROOT.length)).update(await readFile(file))
  }
  for (const file of ['vite.config.ts', 'package-lock.json'])
    hash.update(await readFile(join(ROOT, file)).catch(() => ''))
  return hash.digest('hex')
}
