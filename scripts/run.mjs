// What `npm start`, `npm test` and the other scripts run on any Node 20 or later: installs what the lock file names, then
// hands over to the Node that came with it. What was installed without development packages (`npm ci --omit=dev`) stays
// so, and starts with a web application that was built elsewhere.
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const node = join(root, 'node_modules/.bin/node')

/** The engine of the network comes with its package; what its own script would fetch beside it is for graphics cards. */
const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' }

const npm = (...args) =>
  execFileSync(
    process.platform === 'win32' ? 'npm.cmd' : 'npm',
    [...args, '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: root, stdio: 'inherit', env },
  )

/** The version of a package that is installed there; undefined: none is. */
function versionAt(path) {
  try {
    return JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')).version
  } catch {
    return undefined // Not there, or broken off while it was installed.
  }
}

/** Compares what is on disk with what the lock file names; npm writes its own record when it is done. */
function inspectInstallation() {
  if (!existsSync(node) || !existsSync(join(root, 'node_modules/.package-lock.json')))
    return { production: false, complete: false }
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const wanted = Object.entries(packages)
    .filter(([path, { optional, devOptional }]) => path !== '' && !optional && !devOptional)
    .map(([path, { dev = false, version }]) => ({ dev, version, there: versionAt(path) }))
  const production = !wanted.some(({ dev, there }) => dev && there)
  const complete = wanted.every(({ dev, version, there }) => version === there || (production && dev))
  return { production, complete }
}

function install(development) {
  const { production, complete } = inspectInstallation()
  if (complete && !(production && development)) return
  console.log('Installing what the lock file names. This happens once …')
  npm('ci', ...(production && !development ? ['--omit=dev'] : []))
}

/** The warehouse engine, 540 MB that only analytics need, is no part of the lock file; this is the version we know. */
const WAREHOUSE = 'chdb@3.4.0'

function installWarehouse() {
  npm('install', '--no-save', WAREHOUSE)
  console.log(
    'The warehouse engine is installed. It starts with the product, until the packages are installed anew.',
  )
}

const COMMANDS = {
  start: ['bin/deedline.ts', 'start'],
  build: ['bin/deedline.ts', 'build'],
  test: ['scripts/test.ts'],
  tables: ['scripts/tables.ts'],
  bench: ['bin/deedline.ts', 'bench'],
}
/** Those that a production installation runs as well. */
const PRODUCTION = new Set(['start', 'warehouse'])

const [command, ...rest] = process.argv.slice(2)
try {
  install(!PRODUCTION.has(command))
  if (command === 'warehouse') installWarehouse()
} catch (error) {
  console.error(
    `The packages could not be installed: ${error.message}. Look at the lines above, and try again.`,
  )
  process.exit(1)
}
if (command === 'warehouse') process.exit(0)
const child = spawn(node, [...COMMANDS[command], ...rest], { cwd: root, stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) =>
  process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)),
)
