import type { OAuthClientProvider } from '@modelcontextprotocol/sdk/client/auth.js'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { OAuthClientInformationMixed, OAuthTokens } from '@modelcontextprotocol/sdk/shared/auth.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { beforeAll, expect, test } from 'vitest'
import { identifySocketBy } from '#domains/identity/identify.ts'
import { freePort } from '#infra/ports.ts'
import { agentOf } from '#testing/agents.ts'
import { testApp } from '#testing/app.ts'
import type { TestPerson } from '#testing/people.ts'

const port = await freePort()
const origin = `http://127.0.0.1:${port}`
const app = testApp({ BASE_URL: origin })
let owner: TestPerson

beforeAll(async () => {
  await app.api().listen({ port, host: '127.0.0.1' })
  owner = await app.newPerson('owner')
})

/** What an agent keeps of its way in. It has no browser: the test goes where a person would be sent. */
function wayIn(): OAuthClientProvider & { sentTo?: URL; held?: OAuthTokens } {
  let client: OAuthClientInformationMixed | undefined
  let verifier = ''
  return {
    redirectUrl: 'http://localhost:6274/callback',
    clientMetadata: { client_name: 'Inspector', redirect_uris: ['http://localhost:6274/callback'] },
    clientInformation: () => client,
    saveClientInformation: (information) => {
      client = information
    },
    tokens() {
      return this.held
    },
    saveTokens(tokens) {
      this.held = tokens
    },
    redirectToAuthorization(url) {
      this.sentTo = url
    },
    saveCodeVerifier: (made) => {
      verifier = made
    },
    codeVerifier: () => verifier,
  }
}

const open = (authProvider: OAuthClientProvider) =>
  new StreamableHTTPClientTransport(new URL('/mcp', origin), { authProvider })

/** As the page of consent does it for the member. */
async function agree(asked: URL, access: 'read' | 'write'): Promise<string> {
  expect(`${asked.origin}${asked.pathname}`).toBe(`${origin}/oauth/authorize`)
  const request = Object.fromEntries(asked.searchParams)
  const { body } = await app.send(owner, 'POST', '/connected-apps', { ...request, access })
  return new URL(body.redirect_url).searchParams.get('code') ?? ''
}

test('an agent that knows only the address gets access, works, and renews its access', async () => {
  const provider = wayIn()
  const first = open(provider)
  const client = () => new Client({ name: 'Inspector', version: '1' })
  await expect(client().connect(first as Transport)).rejects.toThrow()
  expect(provider.sentTo?.searchParams.get('resource')).toBe(`${origin}/mcp`)
  await first.finishAuth(await agree(provider.sentTo as URL, 'write'))
  const connected = client()
  await connected.connect(open(provider) as Transport)
  const agent = agentOf(connected)
  expect((await agent.tools()).map(({ name }) => name)).toContain('documents_all')
  expect((await agent.use('members_all')).json.items).toHaveLength(1)

  const before = provider.held as OAuthTokens
  provider.held = { ...before, access_token: 'dla_expired' }
  expect((await agent.use('members_all')).refused).toBe(false)
  expect(provider.held.access_token).toMatch(/^dla_.*\./)
  expect(provider.held.refresh_token).not.toBe(before.refresh_token)
  await connected.close()
})

test('a token for agents does not work with the rest of the API or sockets, nor with another audience', async () => {
  const provider = wayIn()
  const transport = open(provider)
  await expect(
    transport.start().then(() => transport.send({ jsonrpc: '2.0', id: 1, method: 'ping' })),
  ).rejects.toThrow()
  await transport.finishAuth(await agree(provider.sentTo as URL, 'write'))
  const token = provider.held?.access_token ?? ''
  const ask = (path: string, bearer: string) =>
    fetch(`${origin}${path}`, { headers: { authorization: `Bearer ${bearer}` } })
  const refused = await ask('/api/v1/documents', token)
  expect([refused.status, ((await refused.json()) as { detail: string }).detail]).toEqual([
    401,
    'This token works only at /mcp.',
  ])
  expect((await ask('/api/v1/me', token)).status).toBe(401)
  expect((await ask('/api/v1/documents', token.replace('dla_', ''))).status).toBe(401)
  await expect(identifySocketBy(app.infra())(token, undefined, '127.0.0.1')).rejects.toThrow('cannot listen')
  expect((await ask('/api/v1/documents', owner.token)).status).toBe(200)
  expect((await ask('/api/v1/documents', `dla_${owner.token}`)).status).toBe(401)
})

test('the metadata lists what is supported, and nothing else', async () => {
  const read = async (path: string) => (await fetch(`${origin}${path}`)).json()
  const resource = await read('/.well-known/oauth-protected-resource/mcp')
  expect(resource).toMatchObject({ resource: `${origin}/mcp`, authorization_servers: [origin] })
  expect(await read('/.well-known/oauth-protected-resource')).toEqual(resource)
  expect(await read('/.well-known/oauth-authorization-server')).toMatchObject({
    issuer: origin,
    authorization_endpoint: `${origin}/oauth/authorize`,
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none'],
  })
})

test('a request that the token endpoint cannot read is refused with an OAuth error', async () => {
  const post = async (body: string, type = 'application/x-www-form-urlencoded') => {
    const answer = await fetch(`${origin}/oauth/token`, {
      method: 'POST',
      body,
      headers: { 'content-type': type },
    })
    return [answer.status, ((await answer.json()) as { error: string }).error]
  }
  expect(await post('grant_type=password&username=a&password=b')).toEqual([400, 'unsupported_grant_type'])
  expect(await post('grant_type=authorization_code')).toEqual([400, 'invalid_request'])
  expect(await post('')).toEqual([400, 'invalid_request'])
  expect(await post('grant_type=refresh_token&refresh_token=%00')).toEqual([400, 'invalid_grant'])
  expect(
    await post(JSON.stringify({ grant_type: 'refresh_token', refresh_token: 'x' }), 'application/json'),
  ).toEqual([400, 'invalid_grant'])
})
