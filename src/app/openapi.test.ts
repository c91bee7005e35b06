import { expect, test } from 'vitest'
import { openApiOf } from '#app/api.ts'
import { operationOf } from '#app/openapi.ts'
import { testApp } from '#testing/app.ts'

const app = testApp()

type Described = {
  operationId: string
  summary: string
  description: string
  parameters: { name: string; in: string; example: unknown }[]
  requestBody?: { content: Record<string, { example?: unknown; schema: { example?: unknown } }> }
  responses: Record<string, { description: string; content?: Record<string, { example?: unknown }> }>
  'x-permission'?: string
}

function operations(): [string, Described][] {
  const { paths } = openApiOf(app.api()) as unknown as { paths: Record<string, Record<string, Described>> }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]): [string, Described] => [
      `${method} ${path}`,
      described,
    ]),
  )
}

test('every operation has its own name, who may call it, and all its errors', () => {
  const all = operations().filter(([name]) => name.includes('/api/v1/'))
  expect(all.length).toBeGreaterThan(90)
  expect(new Set(all.map(([, { operationId }]) => operationId)).size).toBe(all.length)
  const known = app.infra().permissions.of('owner')
  for (const [name, { operationId, description, responses, ...described }] of all) {
    expect(operationId, name).toMatch(/^[a-z0-9_]+(\.[a-zA-Z0-9_]+)+$/)
    expect(description, name).toMatch(/sign-in|signed-in|member|permission/)
    if (described['x-permission']) expect(known.has(described['x-permission']), name).toBe(true)
    expect(Object.keys(responses), name).toEqual(expect.arrayContaining(['400', '429', '503']))
    for (const [status, { content }] of Object.entries(responses).filter(([status]) => status >= '400'))
      expect(content?.['application/problem+json']?.example, `${name} ${status}`).toMatchObject({
        status: Number(status),
      })
  }
})

test('every operation shows an example of its input and its output', () => {
  for (const [name, { parameters, requestBody, responses }] of operations()) {
    if (!name.includes('/api/v1/')) continue
    for (const parameter of parameters)
      expect(parameter.example, `${name} ${parameter.name}`).not.toBeUndefined()
    for (const { example } of Object.values(requestBody?.content ?? {}))
      expect(example, name).not.toBeUndefined()
    for (const [status, { content }] of Object.entries(responses).filter(([status]) => status < '300'))
      for (const [type, { example }] of Object.entries(content ?? {}))
        if (type === 'application/json') expect(example, `${name} ${status}`).not.toBeUndefined()
  }
})

test('summaries are in the industry’s words: one line, a capital first letter, no period', () => {
  for (const [name, { summary }] of operations())
    if (name.includes('/api/v1/')) expect(summary, name).toMatch(/^[A-Z][^\n]{3,120}[^.\s]$/)
})

test('an operation is named by the nouns of its path and the word of its contract', () => {
  expect(operationOf({ path: '/documents/:id/versions', name: 'all' })).toBe('documents.versions.all')
  expect(operationOf({ path: '/document-requests/:id/close', name: 'complete' })).toBe(
    'document_requests.complete',
  )
  expect(operationOf({ path: '/documents/:id', name: 'one' })).toBe('documents.one')
  expect(operationOf({ path: '/members', name: 'all' })).toBe('members.all')
})
