import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Access, Routes } from '#infra/http/server.ts'
import { type Tx, withIdentity } from '#infra/postgres/transactions.ts'
import { RESOURCE_PATH, registerClient } from './clients.ts'
import { type Exchanged, exchangeCode, giveUpAccess, refreshApp } from './connected-apps.ts'
import { AppAccess, AppRegistration } from './schema.ts'

/** Errors in the format of RFC 6749 5.2 and RFC 7591 3.2.2, which clients read; not that of the rest of the API. */
type OAuthError = { error: string; error_description: string }

const config = { access: 'public' } as const satisfies Access
const schema = { hide: true }
const limited = (max: number) => ({ ...config, rateLimit: { max, timeWindow: '1 minute' } })

const Text = z.string().min(1).max(4_000)
const TokenRequest = z.discriminatedUnion('grant_type', [
  z.object({
    grant_type: z.literal('authorization_code'),
    code: Text,
    client_id: Text,
    redirect_uri: Text.optional(),
    code_verifier: z.string().regex(/^[\w.~-]{43,128}$/),
  }),
  z.object({ grant_type: z.literal('refresh_token'), refresh_token: Text, client_id: Text.optional() }),
])

/** OAuth 2.1 for agents, with public clients that register themselves. The consent page is in the web application. */
export const oauthRoutes: Routes = async (http, infra) => {
  const { BASE_URL, DEEDLINE_SECRET } = infra.config
  describeServer(http, BASE_URL)
  http.addHook('onSend', async (_request, reply, payload) => {
    reply.header('cache-control', 'no-store')
    return payload
  })
  http.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, text, done) => done(null, Object.fromEntries(new URLSearchParams(String(text)))),
  )

  http.post('/oauth/register', { config: limited(20), schema }, async ({ body }, reply) => {
    const registration = AppRegistration.safeParse(body)
    if (!registration.success) {
      const { path = [], message = '' } = registration.error.issues[0] ?? {}
      const error = path[0] === 'redirect_uris' ? 'invalid_redirect_uri' : 'invalid_client_metadata'
      return refuse(reply, { error, error_description: `${path.join('.')} ${message}` })
    }
    return reply.code(201).send({
      ...registration.data,
      client_id: registerClient(DEEDLINE_SECRET, registration.data),
      client_id_issued_at: Math.floor(infra.now().getTime() / 1000),
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
    })
  })

  http.post('/oauth/token', { config: limited(120), schema }, async ({ body, origin }, reply) => {
    const given = TokenRequest.safeParse(body)
    if (!given.success) return refuse(reply, faultOf(body, given.error))
    const now = infra.now()
    const exchange = (tx: Tx): Promise<Exchanged> =>
      given.data.grant_type === 'authorization_code'
        ? exchangeCode(tx, infra.config, { redirect_uri: undefined, ...given.data }, now)
        : refreshApp(tx, infra.config, { client_id: undefined, ...given.data }, now)
    const exchanged = await withIdentity(infra.db, origin, exchange)
    if ('refusal' in exchanged)
      return refuse(reply, { error: 'invalid_grant', error_description: exchanged.refusal })
    return reply.send(exchanged.tokens)
  })

  http.post('/oauth/revoke', { config: limited(120), schema }, async ({ body, origin }, reply) => {
    const given = z.object({ token: Text }).safeParse(body)
    if (!given.success)
      return refuse(reply, { error: 'invalid_request', error_description: 'token is missing' })
    await withIdentity(infra.db, origin, (tx) =>
      giveUpAccess(tx, DEEDLINE_SECRET, given.data.token, infra.now()),
    )
    return reply.send({})
  })
}

/** RFC 9728 and RFC 8414: lead from a refusal at the resource to everything that a client needs. */
function describeServer(http: FastifyInstance, base_url: string): void {
  const scopes_supported = AppAccess.options
  const resource = {
    resource: `${base_url}${RESOURCE_PATH}`,
    resource_name: 'Deedline',
    authorization_servers: [base_url],
    scopes_supported,
    bearer_methods_supported: ['header'],
  }
  const server = {
    issuer: base_url,
    authorization_endpoint: `${base_url}/oauth/authorize`,
    token_endpoint: `${base_url}/oauth/token`,
    registration_endpoint: `${base_url}/oauth/register`,
    revocation_endpoint: `${base_url}/oauth/revoke`,
    scopes_supported,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_methods_supported: ['none'],
    revocation_endpoint_auth_methods_supported: ['none'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  }
  http.get(`/.well-known/oauth-protected-resource${RESOURCE_PATH}`, { config, schema }, () => resource)
  http.get('/.well-known/oauth-protected-resource', { config, schema }, () => resource)
  http.get('/.well-known/oauth-authorization-server', { config, schema }, () => server)
}

function faultOf(body: unknown, error: z.ZodError): OAuthError {
  const { grant_type } = (body ?? {}) as { grant_type?: unknown }
  if (typeof grant_type === 'string' && !['authorization_code', 'refresh_token'].includes(grant_type))
    return { error: 'unsupported_grant_type', error_description: 'Use authorization_code or refresh_token.' }
  const { path = [], message = '' } = error.issues[0] ?? {}
  return { error: 'invalid_request', error_description: `${path.join('.')}: ${message}` }
}

function refuse(reply: FastifyReply, error: OAuthError): FastifyReply {
  return reply.code(400).send(error)
}
