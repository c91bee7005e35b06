// What `npm start`, `npm test` and `npm run bench` run on any Node 20 or later: installs what the lock file names, then hands over to
// the Node that came with it.
import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const node = join(root, 'node_modules/.bin/node')
const stamp = join(root, 'node_modules/.installed')

const npm = (...args) =>
  execFileSync(
    process.platform === 'win32' ? 'npm.cmd' : 'npm',
    [...args, '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: root, stdio: 'inherit' },
  )

function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(node) && existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  console.log('Installing what the lock file names. This happens once …')
  npm('ci')
  writeFileSync(stamp, lock)
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
  test: ['scripts/test.ts'],
  tables: ['scripts/tables.ts'],
  bench: ['bin/deedline.ts', 'bench'],
}

try {
  install()
} catch (error) {
  console.error(
    `The packages could not be installed: ${error.message}. Look at the lines above, and try again.`,
  )
  process.exit(1)
}
const [command, ...rest] = process.argv.slice(2)
if (command === 'warehouse') {
  installWarehouse()
  process.exit(0)
}
const child = spawn(node, [...COMMANDS[command], ...rest], { cwd: root, stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) =>
  process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)),
)
