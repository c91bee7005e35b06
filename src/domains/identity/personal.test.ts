import { expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'

const app = testApp()

test('an API key reaches nothing that is its owner’s own: notifications, settings and saved views', async () => {
  const agent = await app.newPerson('agent')
  const scopes = ['documents.read', 'documents.manage', 'members.read']
  const { token } = (
    await app.send(await app.newPerson('owner', agent), 'POST', '/api-keys', { name: 'k', scopes })
  ).body
  const key = { ...agent, token }
  const view = { subject_type: 'document', name: 'Everyone’s', shared: true }
  const calls: [string, string, object?][] = [
    ['GET', '/notifications'],
    ['GET', '/notifications/unread'],
    ['POST', '/notifications/read', { ids: [] }],
    ['GET', '/member-settings'],
    ['PATCH', '/member-settings', { muted_facts: [] }],
    ['GET', '/views?subject_type=document'],
    ['POST', '/views', view],
  ]
  for (const [method, path, body] of calls)
    expect((await app.send(key, method, path, body)).status, `${method} ${path}`).toBe(403)
  expect((await app.send(agent, 'POST', '/views', view)).status).toBe(201)
})
