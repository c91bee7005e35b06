import { describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp()

async function makeKey(person: TestPerson, scopes: string[], more: object = {}) {
  const { status, body } = await app.send(person, 'POST', '/api-keys', { name: 'Import', scopes, ...more })
  expect(status).toBe(201)
  return body as { id: string; token: string; prefix: string }
}

const call = (token: string, method: string, path: string, body?: unknown, headers = {}) =>
  app.send(null, method, path, body, { authorization: `Bearer ${token}`, ...headers })

describe('an API key', () => {
  test('does what its scopes and its person both may, and nothing else', async () => {
    const agent = await app.newPerson('agent')
    const { token } = await makeKey(agent, ['documents.read'])
    expect((await call(token, 'GET', '/documents')).status).toBe(200)
    expect((await call(token, 'GET', '/members')).status).toBe(403)
    expect((await call(token, 'GET', '/api-keys')).status).toBe(403)
    const beyond = await app.send(agent, 'POST', '/api-keys', {
      name: 'Too much',
      scopes: ['members.manage'],
    })
    expect(beyond).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  })

  test('is not a person: it reaches neither the account nor its sessions', async () => {
    const { token } = await makeKey(await app.newPerson('owner'), ['documents.read', 'members.manage'])
    for (const [method, path] of [
      ['GET', '/me'],
      ['GET', '/me/sessions'],
      ['POST', '/me/password'],
    ] as const)
      expect((await call(token, method, path, {})).status).toBe(403)
  })

  test('works in its own organization only', async () => {
    const [agent, stranger] = [await app.newPerson('agent'), await app.newPerson('owner')]
    const { token } = await makeKey(agent, ['documents.read'])
    const headers = { 'x-organization-id': stranger.organization_id }
    expect((await call(token, 'GET', '/documents', undefined, headers)).status).toBe(403)
  })

  test('is shown once, and shows when it was used', async () => {
    const agent = await app.newPerson('agent')
    const { id, token, prefix } = await makeKey(agent, ['documents.read'])
    await call(token, 'GET', '/documents')
    const { body } = await app.send(agent, 'GET', '/api-keys')
    expect(body.items).toMatchObject([{ id, prefix, last_used_at: expect.any(String) }])
    expect(JSON.stringify(body)).not.toContain(token)
    expect(await app.query(`select 1 from api_keys where token_hash = '${token}'`)).toEqual([])
  })

  test('stops working when it is revoked, when it expires, and when its person leaves', async () => {
    const owner = await app.newPerson('owner')
    const agent = await app.newPerson('agent', owner)
    const status = async (token: string) => (await call(token, 'GET', '/documents')).status

    const ended = await makeKey(agent, ['documents.read'])
    expect((await app.send(agent, 'DELETE', `/api-keys/${ended.id}`)).status).toBe(204)
    expect(await status(ended.token)).toBe(401)

    const over = await makeKey(agent, ['documents.read'], { expires_in_days: 1 })
    await app.query(`update api_keys set expires_at = now() - interval '1 second' where id = '${over.id}'`)
    expect(await status(over.token)).toBe(401)

    const left = await makeKey(agent, ['documents.read'])
    expect(await status(left.token)).toBe(200)
    await app.query(`update organization_members set status = 'inactive' where user_id = '${agent.user_id}'`)
    expect(await status(left.token)).toBe(403)
  })

  test('is revoked by its person or by those who manage members, and by no one else', async () => {
    const owner = await app.newPerson('owner')
    const [agent, colleague] = [await app.newPerson('agent', owner), await app.newPerson('agent', owner)]
    const stranger = await app.newPerson('owner')
    const { id } = await makeKey(agent, ['documents.read'])
    const end = async (person: TestPerson) => (await app.send(person, 'DELETE', `/api-keys/${id}`)).status
    expect([await end(colleague), await end(stranger), await end(owner)]).toEqual([404, 404, 204])
  })
})
