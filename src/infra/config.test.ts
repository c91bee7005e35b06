import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readConfig, Settings } from '#infra/config.ts'

const page = readFileSync('docs/configuration.md', 'utf8')
const rows = new Map(
  [...page.matchAll(/^\| `([A-Z0-9_]+)` \| (.+) \| (.+) \|$/gm)].map(
    ([, name = '', meaning, fallback = '']) => [name, { meaning, fallback }],
  ),
)
const names = Object.keys(Settings.shape) as (keyof typeof Settings.shape)[]

describe('docs/configuration.md', () => {
  test('names every setting, in order, and no other', () => {
    expect([...rows.keys()]).toEqual(names)
  })

  test.each(names)('says what %s is by default', (name) => {
    const { data } = Settings.shape[name].safeParse(undefined)
    const written = rows.get(name)?.fallback ?? ''
    if (data === undefined) expect(written).not.toMatch(/^`[^`]*`$/)
    else expect(written).toBe(`\`${data}\``)
  })
})

describe('the configuration', () => {
  const production = {
    DEEDLINE_ENV: 'production',
    DEEDLINE_SECRET: 'kX9v2LqP7sYd4RtZ8wBn3HjM6cFg1AoU',
    SMTP_URL: 'smtp://mail.example:25',
    BASE_URL: 'https://deals.example',
    DATA_DIR: '/nowhere',
  }

  test('of a complete production is accepted', () => {
    expect(readConfig(production)).toMatchObject({ BASE_URL: 'https://deals.example', LOG_LEVEL: 'info' })
  })

  test.each([
    ['DEEDLINE_SECRET', 'short'],
    ['DEEDLINE_SECRET', 'a'.repeat(64)],
    ['DEEDLINE_SECRET', ''],
    ['SMTP_URL', ''],
    ['BASE_URL', ''],
    ['PORT', '99999'],
    ['DATABASE_URL', 'not a url'],
  ])('with %s=%j stops a production start and names it', (name, value) => {
    expect(() => readConfig({ ...production, [name]: value })).toThrow(name)
  })
})
