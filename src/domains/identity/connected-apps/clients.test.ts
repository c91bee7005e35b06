import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '#testing/app.ts'
import { askFor, connectApp, REDIRECT } from '#testing/oauth.ts'
import type { TestPerson } from '#testing/people.ts'

const app = testApp({ TRUST_PROXY: 'loopback' })
let owner: TestPerson

beforeAll(async () => {
  owner = await app.newPerson('owner')
})

describe('an app that registers', () => {
  test('gets an id and no secret', async () => {
    const { status, body } = await app.send(null, 'POST', '/oauth/register', {
      client_name: 'Claude',
      redirect_uris: [REDIRECT, 'http://localhost:3000/callback', 'http://[::1]/x'],
      token_endpoint_auth_method: 'client_secret_basic',
    })
    expect(status).toBe(201)
    expect(body).toMatchObject({ client_name: 'Claude', token_endpoint_auth_method: 'none' })
    expect(body.client_secret).toBeUndefined()
  })

  test.each([
    ['http://agent.example/callback', 'invalid_redirect_uri'],
    ['javascript:alert(1)', 'invalid_redirect_uri'],
    ['https://agent.example/#fragment', 'invalid_redirect_uri'],
    ['https://user@agent.example/', 'invalid_redirect_uri'],
    ['http://localhost.evil.example/', 'invalid_redirect_uri'],
    ['not an address', 'invalid_redirect_uri'],
  ])('cannot get its code at %s', async (redirect_uri, error) => {
    const answer = await app.send(null, 'POST', '/oauth/register', { redirect_uris: [redirect_uri] })
    expect([answer.status, answer.body.error]).toEqual([400, error])
  })

  test.each([
    [{}],
    [{ redirect_uris: [] }],
    [{ redirect_uris: [REDIRECT], client_name: 'a\nb' }],
    [[]],
    ['x'],
  ])('has to say who it is: %j is refused', async (body) => {
    const { status } = await app.send(null, 'POST', '/oauth/register', body)
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
  })
})

describe('before a member agrees,', () => {
  const preview = (request: Record<string, string>, person = owner) =>
    app.send(person, 'GET', `/connected-apps/request?${new URLSearchParams(request)}`)

  test('they see which app is asking, and where the code goes', async () => {
    const { request } = await askFor(app, { name: 'Claude' })
    expect((await preview(request)).body).toMatchObject({
      name: 'Claude',
      host: 'agent.example',
      is_local: false,
      declined_url: expect.stringMatching(
        /^https:\/\/agent\.example\/callback\?error=access_denied&state=kept/,
      ),
    })
  })

  test('an app on their own machine may use any port', async () => {
    const { request } = await askFor(app, { redirect_uri: 'http://127.0.0.1/callback' })
    const { status, body } = await preview({ ...request, redirect_uri: 'http://127.0.0.1:51234/callback' })
    expect([status, body.is_local]).toEqual([200, true])
  })

  test.each([
    ['another address', { redirect_uri: 'https://evil.example/callback' }],
    ['another path', { redirect_uri: `${REDIRECT}/more` }],
    ['no address', { redirect_uri: 'nowhere' }],
    ['an invented app', { client_id: 'invented.client' }],
    ['another resource', { resource: 'https://elsewhere.example/mcp' }],
    ['no proof', { code_challenge: 'short' }],
    ['a plain proof', { code_challenge_method: 'plain' }],
    ['a token instead of a code', { response_type: 'token' }],
  ])('%s is refused', async (_, wrong) => {
    const { request } = await askFor(app)
    expect((await preview({ ...request, ...wrong })).status).toBe(400)
    const consent = { ...request, ...wrong, access: 'read' }
    expect((await app.send(owner, 'POST', '/connected-apps', consent)).status).toBe(400)
  })

  test('it requires a member who may connect programs, and who is signed in themselves', async () => {
    const { request } = await askFor(app)
    const viewer = await app.newPerson('viewer', owner)
    const body = { ...request, access: 'read' }
    expect((await app.send(viewer, 'POST', '/connected-apps', body)).status).toBe(403)
    const { access_token } = await connectApp(app, owner, 'write')
    const agent = { ...owner, token: access_token }
    expect((await app.send(agent, 'POST', '/connected-apps', body)).status).toBe(403)
  })
})
