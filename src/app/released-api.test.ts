import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openApiOf } from '#app/api.ts'
import { testApp } from '#testing/app.ts'
import { incompatibilities, type ReleasedApi, releasedApiOf } from '#testing/released-api.ts'

const app = testApp()
/** The API as it was last released. Removed before a release, it is written anew by this test, but never by CI. */
const FILE = 'docs/released-api.json'

/** One operation a line, so that a change is seen where it is. */
const print = (api: ReleasedApi) =>
  `{\n${Object.entries(api)
    .map(([name, operation]) => `${JSON.stringify(name)}: ${JSON.stringify(operation)}`)
    .join(',\n')}\n}\n`

test('every change that breaks clients of the released API is in the changelog, under "Breaking changes to the API"', () => {
  const now = releasedApiOf(openApiOf(app.api()))
  if (!existsSync(FILE) && !process.env.CI) writeFileSync(FILE, print(now))
  const released: ReleasedApi = JSON.parse(readFileSync(FILE, 'utf8'))
  expect(Object.keys(released).length).toBeGreaterThan(100)
  const unreleased = readFileSync('CHANGELOG.md', 'utf8').split(/^## /m)[1] ?? ''
  const named = unreleased.split('### Breaking changes to the API')[1]?.split(/^### /m)[0] ?? ''
  const silent = incompatibilities(released, now).filter((change) => {
    const [method, path] = change.split(' ')
    return !named.includes(`\`${method} ${path}\``)
  })
  expect(silent).toEqual([])
})

const operation = { permission: 'keys.read', status: '200', takes: {}, gives: {} }

test.each<[string, Partial<ReleasedApi[string]>, Partial<ReleasedApi[string]>, string[]]>([
  ['a field more in the answer', { gives: { a: 'string*' } }, { gives: { a: 'string*', b: 'null*' } }, []],
  ['a field less in the answer', { gives: { a: 'string*' } }, {}, ['GET /keys no longer gives a']],
  [
    'an answer that may be null',
    { gives: { a: 'string*' } },
    { gives: { a: 'null|string*' } },
    ['GET /keys gives null|string* in a instead of string*'],
  ],
  ['a new value of an enumeration', { gives: { a: '"x"*' } }, { gives: { a: '"x"|"y"*' } }, []],
  ['a field that may be left out', { takes: { a: 'string*' } }, { takes: { a: 'string', b: 'number' } }, []],
  [
    'a new required field',
    { takes: { a: 'string' } },
    { takes: { a: 'string*', b: 'number*' } },
    ['GET /keys requires a', 'GET /keys requires b'],
  ],
  [
    'a value that is no longer taken',
    { takes: { a: '"x"|"y"' } },
    { takes: { a: '"x"' } },
    ['GET /keys takes less in a: "x" instead of "x"|"y"'],
  ],
  ['any text instead of a few', { takes: { a: '"x"|"y"' } }, { takes: { a: 'string' } }, []],
  [
    'another permission',
    {},
    { permission: 'keys.lend' },
    ['GET /keys requires keys.lend instead of keys.read'],
  ],
])('%s is recognized for what it is', (_, before, after, expected) => {
  const released = { 'GET /keys': { ...operation, ...before } }
  expect(incompatibilities(released, { 'GET /keys': { ...operation, ...after } })).toEqual(expected)
})

test('a removed route breaks clients', () => {
  expect(incompatibilities({ 'GET /keys': operation }, {})).toEqual(['GET /keys is gone'])
})
