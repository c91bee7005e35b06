import Fastify from 'fastify'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { hideInUrl, logOptions } from '#infra/logs.ts'

const TOKEN = 'q7Jx0mP2VbR9sTn4uYw8ZaEc1KfHgLd3'

function collect() {
  const lines: string[] = []
  const destination = { write: (line: string) => lines.push(line) }
  return { lines, destination, log: pino(logOptions('info'), destination) }
}

test('A request is logged without its headers, its body and the token of a share link', async () => {
  const { lines, destination } = collect()
  const http = Fastify({ logger: { ...logOptions('info'), stream: destination } })
  http.post('/s/:token', async () => ({}))

  await http.inject({
    method: 'POST',
    url: `/s/${TOKEN}?page=2&code=abc`,
    headers: { authorization: `Bearer ${TOKEN}`, cookie: `session=${TOKEN}` },
    payload: { password: 'correct horse' },
  })

  const text = lines.join('')
  expect(text).not.toContain(TOKEN)
  expect(text).not.toMatch(/abc|correct horse/)
  expect(JSON.parse(lines[0] ?? '').req).toMatchObject({
    method: 'POST',
    url: '/s/[hidden]?page=2&code=[hidden]',
  })
})

test.each([
  ['/api/v1/documents/0190a2b0-0000-7000-8000-000000000001', undefined],
  ['/api/v1/relinquished-properties-and-their-values?limit=25', undefined],
  [`/invitations/${TOKEN}/accept`, '/invitations/[hidden]/accept'],
  [
    `/sign-in/google?state=${TOKEN}&code=4%2F0A&scope=email`,
    '/sign-in/google?state=[hidden]&code=[hidden]&scope=email',
  ],
  [`/files?cursor=${TOKEN}&access_token=x`, '/files?cursor=[hidden]&access_token=[hidden]'],
  ['', undefined],
])('The address %j is logged without its secrets', (url, hidden) => {
  expect(hideInUrl(url)).toBe(hidden ?? url)
})

test('A field with a secret name is hidden at any depth', () => {
  const { lines, log } = collect()
  const circle: Record<string, unknown> = { api_key: 's3cret' }
  circle.self = circle

  log.info({
    user: { email_verified: true, password: 's3cret', mfa: [{ secret: 's3cret', label: 'phone' }] },
    refresh_token: 's3cret',
    headers: { 'Set-Cookie': 's3cret' },
    circle,
  })
  log.child({ csrf_token: 's3cret' }).warn('bound')

  expect(lines.join('')).not.toContain('s3cret')
  expect(JSON.parse(lines[0] ?? '').user).toEqual({
    email_verified: true,
    password: '[hidden]',
    mfa: [{ secret: '[hidden]', label: 'phone' }],
  })
})

test('A failure is logged with its stack but without passwords in addresses and data of the row', () => {
  const { lines, log } = collect()
  const error = Object.assign(new Error('connect postgres://app:s3cret@db:5432/deedline failed'), {
    code: '23505',
    detail: 'Key (email)=(ana@example.com) already exists.',
    parameters: ['ana@example.com'],
    details: { token: 's3cret' },
  })

  log.error(error)
  log.error(error, 'redis://:s3cret@cache is down')

  expect(lines.join('')).not.toMatch(/s3cret|ana@example/)
  expect(JSON.parse(lines[0] ?? '').err).toMatchObject({
    type: 'Error',
    code: '23505',
    stack: expect.stringContaining('logs.test.ts'),
  })
})
