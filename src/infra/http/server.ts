import type { IncomingMessage } from 'node:http'
import cookie from '@fastify/cookie'
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
  type RouteOptions,
} from 'fastify'
import { type FastifyPluginAsyncZod, validatorCompiler } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Config } from '#infra/config.ts'
import { wordsOf } from '#infra/http/issue-words.ts'
import { endStalledBodies, limitRates } from '#infra/http/limits.ts'
import { answerErrors, answerMissing, answerUnreadable, type Problem } from '#infra/http/problems.ts'
import { serializeBy } from '#infra/http/serializer.ts'
import type { Infra } from '#infra/infra.ts'
import { type Actor, may, type Origin } from '#lib/actor.ts'
import type { AnyCall } from '#lib/contract.ts'
import { AppError } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { checkText, parseStrictJson } from '#lib/json.ts'
import { codesOf } from '#lib/refusals.ts'

export type Routes = FastifyPluginAsyncZod<Infra>

/** A signed-in person, before they choose an organization. */
export type Person = { user_id: string; session_id: string | null; mfa_at: string | null; origin: Origin }

/**
 * Who may call a route. `public`: anyone. `person`: anyone signed in. `member`: members of the request's organization
 * who have the named permission, if one is named. Every route declares its access; the server doesn't start if one is
 * missing.
 */
export type Access = { access: 'public' } | { access: 'person' } | { access: 'member'; permission?: string }

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The contract of the route. */
    call?: AnyCall
    access?: Access['access']
    permission?: string
    /** Requires that the person has confirmed their identity within the last minutes. */
    confirmed?: boolean
    /** About the member themselves: not for API keys and connected apps. */
    personal?: boolean
  }
  interface FastifyInstance {
    /** All routes, for the test that calls each one in every role. */
    everyRoute: RouteOptions[]
  }
  interface FastifyRequest {
    /** Set on routes for signed-in people. */
    person: Person
    /** Set on routes for members. */
    actor: Actor
    origin: Origin
  }
}

/** Identifies the caller. Throws AppError('unauthenticated' | 'forbidden'). */
export type Identify = {
  person: (request: FastifyRequest) => Promise<Person>
  member: (request: FastifyRequest) => Promise<Actor>
}

const JSON_LIMIT = 2 * 1024 ** 2

export async function createHttp(
  { config, log, metrics, duplicates }: Pick<Infra, 'config' | 'log' | 'metrics' | 'duplicates'>,
  identify: Identify,
): Promise<FastifyInstance> {
  z.config({ customError: wordsOf })
  const answerError = answerErrors(duplicates)
  const http = Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.TRUST_PROXY ?? false,
    bodyLimit: JSON_LIMIT,
    requestTimeout: 0,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    genReqId: (request) =>
      String(request.headers['x-request-id'] ?? '').match(/^[\w-]{8,64}$/)?.[0] ?? newId(),
    routerOptions: { maxParamLength: 512 },
    frameworkErrors: answerError,
    clientErrorHandler: answerUnreadable,
    http: { shouldUpgradeCallback: isWebSocket },
  }) as unknown as FastifyInstance
  http.setValidatorCompiler(validatorCompiler)
  http.setSerializerCompiler(serializeBy(config.DEEDLINE_ENV === 'test'))
  http.setErrorHandler(answerError)
  http.setNotFoundHandler(answerMissing)
  if (config.DEEDLINE_ENV === 'test') http.addHook('onSend', demandDeclared)
  readStrictJson(http)
  await http.register(cookie)
  endStalledBodies(http)
  await authorizeEveryRoute(http, identify, config)
  http.addHook('onSend', secureHeaders)
  endConnectionsWhenClosing(http)
  http.addHook('onResponse', async (request, reply) => {
    metrics.observeRequest(request, reply)
    const level = reply.statusCode >= 500 ? 'error' : 'info'
    request.log[level](
      { req: request, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    )
  })
  return http
}

/** In tests: checks that a route returns no error that its contract doesn't declare. */
async function demandDeclared(
  { routeOptions }: FastifyRequest,
  { statusCode }: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  const { call } = routeOptions.config
  if (!call || statusCode < 400 || typeof payload !== 'string') return payload
  const { code } = JSON.parse(payload) as Problem
  if (code !== 'bug' && !(codesOf(call) as string[]).includes(code))
    throw new Error(`${call.method} ${call.path} refuses with "${code}", which its contract does not name.`)
  return payload
}

/** A request that offers another protocol (h2c) gets its response in HTTP/1.1. */
function isWebSocket({ headers, url }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket' && !!url?.startsWith('/socket.io/')
}

function readStrictJson(http: FastifyInstance): void {
  http.removeContentTypeParser(['application/json', 'text/plain'])
  http.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    try {
      done(null, text === '' ? undefined : parseStrictJson(String(text)))
    } catch (error) {
      done(error as Error)
    }
  })
}

async function authorizeEveryRoute(http: FastifyInstance, identify: Identify, config: Config): Promise<void> {
  const routes: RouteOptions[] = []
  http.decorate('everyRoute', routes)
  http.addHook('onRoute', (route) => {
    routes.push(route)
  })
  http.addHook('onReady', async () => {
    const open = routes.find(({ config }) => !config?.access)
    if (open) throw new Error(`${open.method} ${open.url} does not say who may call it.`)
  })
  const { byAddress, bySession } = await limitRates(http, config)
  http.addHook('onRequest', async (request, reply) => {
    request.origin = originOf(request)
    reply.header('x-request-id', request.id)
    await byAddress(request, reply)
    const { access, permission } = request.routeOptions.config
    for (const value of Object.values((request.query ?? {}) as Record<string, unknown>))
      checkText(String(value))
    if (access === 'person') request.person = await identify.person(request)
    if (access === 'member') {
      request.actor = await identify.member(request)
      if (permission && !may(request.actor, permission))
        throw new AppError('forbidden', "You don't have permission to do this. Contact an administrator.", {
          permission,
        })
    }
    if (access === 'person' || access === 'member') await bySession(request, reply)
  })
}

/** Requests that arrive during shutdown still get a response, and their connections are closed. */
function endConnectionsWhenClosing(http: FastifyInstance): void {
  let closing = false
  http.addHook('preClose', async () => {
    closing = true
  })
  http.addHook('onSend', async (_request, reply, payload) => {
    if (closing) reply.header('connection', 'close')
    return payload
  })
}

function originOf(request: FastifyRequest): Origin {
  return {
    ip_address: request.ip,
    user_agent: request.headers['user-agent']?.slice(0, 500).toWellFormed() ?? null,
    request_id: request.id,
  }
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])
const LOCAL_NAMES = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Whether a request comes from this machine and was meant for it: not through a proxy, and not from a foreign page
 * whose host name points here.
 */
export function isLocal({ socket, headers, hostname }: FastifyRequest): boolean {
  return LOOPBACK.has(socket.remoteAddress ?? '') && !headers['x-forwarded-for'] && LOCAL_NAMES.has(hostname)
}

const CSP = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "font-src 'self' data:",
  "connect-src 'self' ws: wss:",
  "frame-src 'self' blob:",
  "frame-ancestors 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "object-src 'none'",
].join('; ')

async function secureHeaders(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  reply.header('x-content-type-options', 'nosniff')
  reply.header('referrer-policy', 'same-origin')
  reply.header('cross-origin-opener-policy', 'same-origin')
  if (!reply.hasHeader('content-security-policy')) {
    reply.header('content-security-policy', CSP)
    reply.header('x-frame-options', 'DENY')
  }
  if (request.protocol === 'https')
    reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains')
  if (request.url.startsWith('/api/')) {
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    // Every API response may depend on the caller: bearer, cookie, or link ticket.
    reply.header('vary', 'Authorization, Cookie, X-Organization-Id, X-Share-Ticket')
  }
  return payload
}

/** The version that the client has seen, from If-Match. Throws if it is missing or not a version. */
export function expectedVersion(request: FastifyRequest): number {
  const header = request.headers['if-match']
  if (header === undefined)
    throw new AppError(
      'precondition_required',
      'Send the ETag of the version that you are changing as If-Match.',
    )
  const version = Number(/^(?:W\/)?"(\d+)"$/.exec(header)?.[1])
  if (!Number.isInteger(version))
    throw new AppError('invalid', 'Invalid If-Match: send the ETag from the last response.')
  return version
}

export function etag(version: number): string {
  return `"${version}"`
}

/** For saves under If-Match: undefined means that the row has changed since. */
export function unchanged<T>(row: T | undefined, what: string): T {
  if (row === undefined)
    throw new AppError('stale', `Someone else changed this ${what}. Load it again and repeat your change.`)
  return row
}
