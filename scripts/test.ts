import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Everything that must hold, the quickest first. `npm test -- PATTERN` runs only the tests of these files, `--checks` none. */
const root = fileURLToPath(new URL('..', import.meta.url))
const bin = (path: string) => join(root, 'node_modules', path)
const checksOnly = process.argv.includes('--checks')
const patterns = process.argv.slice(2).filter((argument) => argument !== '--checks')

const CHECKS: [name: string, ...command: string[]][] = [
  ['types', bin('typescript7/bin/tsc'), '-p', '.'],
  ['types of the web application', bin('typescript7/bin/tsc'), '-p', 'src/web'],
  ['lint', bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'],
  ['floors', 'scripts/floors.ts'],
  ['unused code', bin('knip/bin/knip.js')],
]

function run(command: string[]): boolean {
  return spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' }).status === 0
}

function check(): boolean {
  let well = true
  for (const [name, ...command] of CHECKS) {
    const started = Date.now()
    const passed = run(command)
    console.log(`${passed ? 'ok' : 'FAILED'}  ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
    well &&= passed
  }
  return well
}

type Report = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  success: boolean
  testResults: Suite[]
}
type Suite = {
  name: string
  status: string
  message: string
  assertionResults: { status: string; fullName: string }[]
}

function test(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'deedline-report-'))
  const file = join(folder, 'report.json')
  const passed = run([
    bin('vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...patterns,
  ])
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report
  rmSync(folder, { recursive: true })
  for (const suite of report.testResults)
    for (const one of suite.assertionResults)
      if (one.status === 'skipped' || one.status === 'pending') console.log(`skipped: ${one.fullName}`)
  const broken = report.testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
  ).length
  console.log(
    `${report.numPassedTests} passed, ${report.numFailedTests + broken} failed, ${report.numPendingTests} skipped`,
  )
  return passed && report.success
}

const checked = patterns.length > 0 || check()
const tested = checksOnly || test()
process.exitCode = checked && tested ? 0 : 1
