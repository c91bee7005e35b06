import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cruise } from 'dependency-cruiser'

const options = createRequire(import.meta.url)('../.dependency-cruiser.cjs')

/**
 * Imports go down the page: app > domains > infra > lib, and domains in the order of floors.json. The tool reads nothing
 * under a compiler that it does not know, so it must also have read something.
 */
const LEAST = 150

const known = new Set((JSON.parse(readFileSync('floors.json', 'utf8')) as string[][]).flat())
const homeless = readdirSync('src/domains').filter((domain) => !known.has(domain))
if (homeless.length > 0)
  throw new Error(`Say in floors.json which floor these domains are on: ${homeless.join(', ')}.`)

const { output } = await cruise(['src', 'bin', 'scripts'], {
  ...options.options,
  ruleSet: options,
  validate: true,
  outputType: 'err',
})
const { output: graph } = await cruise(['src'], { ...options.options, outputType: 'json' })
const modules = (JSON.parse(String(graph)) as { modules: unknown[] }).modules.length
if (modules < LEAST) throw new Error(`Only ${modules} modules were read: the check is blind.`)
const text = String(output).trim()
if (/\b(error|warn)\b/.test(text) && !/no dependency violations/.test(text)) {
  console.log(text)
  process.exitCode = 1
}
