import type { z } from 'zod'

type Issue = Parameters<z.core.$ZodErrorMap>[0]

const KINDS: Readonly<Record<string, string>> = {
  string: 'must be text',
  number: 'must be a number',
  int: 'must be a whole number',
  boolean: 'must be true or false',
  array: 'must be a list',
  object: 'must be an object',
  record: 'must be an object',
}
const FORMATS: Readonly<Record<string, string>> = {
  email: 'must be an email address',
  url: 'must be an address such as https://example.com',
  uuid: 'must be an ID',
  date: 'must be a date such as 2026-11-25',
  datetime: 'must be a date and time such as 2026-11-25T17:00:00Z',
  base64: 'must be Base64',
}

/** What a person or a program said wrong, after the name of the field. A schema's own words go first. */
export function wordsOf(issue: Issue): string | undefined {
  if (issue.code === 'invalid_type')
    return issue.input === undefined ? 'is missing' : (KINDS[issue.expected] ?? 'has the wrong type')
  if (issue.code === 'invalid_value') return choiceOf(issue.values)
  if (issue.code === 'invalid_format') return FORMATS[issue.format] ?? 'has the wrong format'
  if (issue.code === 'too_small')
    return Number(issue.minimum) === 1 && issue.origin !== 'number' && issue.origin !== 'int'
      ? 'can’t be empty'
      : limitOf('at least', issue.origin, issue.minimum)
  if (issue.code === 'too_big') return limitOf('at most', issue.origin, issue.maximum)
  if (issue.code === 'unrecognized_keys') return `has unknown fields: ${issue.keys.join(', ')}`
  if (issue.code === 'invalid_union') return 'isn’t in any of the accepted forms'
  return undefined
}

function choiceOf(values: readonly unknown[]): string {
  if (values.includes('true') && values.includes('false')) return 'must be true or false'
  return values.length === 1 ? `must be ${values[0]}` : `must be one of ${values.join(', ')}`
}

const UNITS: Readonly<Record<string, string>> = { string: ' characters', array: ' items', set: ' items' }

function limitOf(bound: string, origin: string, limit: number | bigint): string {
  const unit = UNITS[origin]
  return unit ? `must have ${bound} ${limit}${unit}` : `must be ${bound} ${limit}`
}
