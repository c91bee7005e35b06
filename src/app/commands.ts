import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { AppError } from '#lib/errors.ts'

type Command = { summary: string; run: (args: string[]) => Promise<number> }

/** Loaded on demand, so that each command starts with only what it needs. */
const COMMANDS: Record<string, Command> = {
  start: {
    summary: 'serve the product: --web and --worker choose parts, --processes N forks web processes',
    run: async (args) => (await import('#app/start.ts')).start(args),
  },
  build: {
    summary: 'build the web application into dist/web, for a start without development packages',
    run: async () => (await import('#app/web-build.ts')).buildCommand(),
  },
  migrate: {
    summary: 'migrate the database to the newest version',
    run: async () => (await import('#app/maintenance.ts')).migrateCommand(),
  },
  seed: {
    summary: 'load the demonstration data',
    run: async () => (await import('#app/maintenance.ts')).seedCommand(),
  },
  calculate: {
    summary: 'answer a section 1031 question, {"kind": …, "inputs": {…}}, from a file or the standard input',
    run: async (args) =>
      (await import('#app/calculate.ts')).calculateCommand(args, process.stdin, process.stdout),
  },
  load: {
    summary: 'load data for measuring: --scale 0.01, --one-organization',
    run: async (args) => (await import('#app/load.ts')).loadCommand(args),
  },
  bench: {
    summary: 'benchmark this machine against its limits: --scale 0.1, --only read,search',
    run: async (args) => runBench(args),
  },
  mcp: {
    summary: 'connect an AI agent on the standard input to DEEDLINE_URL with DEEDLINE_API_KEY',
    run: async () => (await import('#app/mcp/stdio.ts')).mcpCommand(),
  },
  verify: {
    summary: 'verify that no fact on record was changed: --export FILE, --against FILE, --restored REASON',
    run: async (args) => (await import('#app/maintenance.ts')).verifyCommand(args),
  },
  doctor: {
    summary: 'check the configuration and every service it names',
    run: async () => (await import('#app/maintenance.ts')).doctorCommand(),
  },
}

/** The benchmarks are outside the product, so they run as a program of their own. */
async function runBench(args: string[]): Promise<number> {
  if (!existsSync(new URL('../../node_modules/autocannon', import.meta.url)))
    throw new AppError('refused', 'Benchmarks need the development packages: run "npm ci" first.')
  const main = fileURLToPath(new URL('../../bench/main.ts', import.meta.url))
  const child = spawn(process.execPath, [main, ...args], { stdio: 'inherit' })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 1
}

/** Runs one command and returns its exit code. */
export async function runCommand([name = 'help', ...args]: string[]): Promise<number> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) {
    const lines = Object.entries(COMMANDS).map(([key, { summary }]) => `  ${key.padEnd(10)}${summary}`)
    console.log(['Usage: deedline <command>', '', ...lines].join('\n'))
    return name === 'help' || name === '--help' ? 0 : 2
  }
  try {
    return await command.run(args)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    console.error(error.message)
    return 1
  }
}
