import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const PROGRAM = [
  'bin',
  'db',
  'src',
  'scripts/run.mjs',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'tsconfig.json',
]

type Lock = { packages: Record<string, { dev?: boolean }> }

/** The program in another folder, with what `npm ci --omit=dev` would install there; without a web application. */
export function installProduction(): { root: string; remove: () => void } {
  const root = mkdtempSync(join(tmpdir(), 'deedline-production-'))
  chmodSync(root, 0o755) // The embedded PostgreSQL may run as another account.
  for (const name of PROGRAM) cpSync(join(ROOT, name), join(root, name), { recursive: true })
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as Lock
  for (const [path, { dev }] of Object.entries(packages)) {
    const [from, to] = [join(ROOT, path), join(root, path)]
    // What lies in another package comes with it, or goes with it.
    if (path === '' || dev || path.split('node_modules/').length > 2 || !existsSync(from)) continue
    mkdirSync(dirname(to), { recursive: true })
    linkTree(from, to)
  }
  mkdirSync(join(root, 'node_modules/.bin'), { recursive: true })
  execFileSync('ln', ['-s', '../node/bin/node', join(root, 'node_modules/.bin/node')])
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) }
}

/** Hard links, for it is 700 MB; copies where the folders lie on different disks. */
function linkTree(from: string, to: string): void {
  try {
    execFileSync('cp', ['-al', from, to], { stdio: 'ignore' })
  } catch {
    rmSync(to, { recursive: true, force: true })
    cpSync(from, to, { recursive: true, verbatimSymlinks: true })
  }
}

/** The built web application, as somebody copies it to a machine without development packages. */
export function copyWeb(root: string): void {
  execFileSync(process.execPath, ['bin/deedline.ts', 'build'], { cwd: ROOT, stdio: 'ignore' })
  cpSync(join(ROOT, 'dist/web'), join(root, 'dist/web'), { recursive: true })
}
