import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { RESOURCE_PATH } from '#domains/identity/connected-apps/clients.ts'
import { openCursor, sealCursor } from '#infra/http/cursors.ts'
import type { Infra } from '#infra/infra.ts'
import { AppError } from '#lib/errors.ts'
import { callsOf } from './calls.ts'
import { createMcpServer } from './server.ts'
import { type AgentTool, toolsOf } from './tools.ts'

/** Where a client that has no token yet learns how to get one. */
const RESOURCE_METADATA = `/.well-known/oauth-protected-resource${RESOURCE_PATH}`

/**
 * The Model Context Protocol over streamable HTTP. Nothing is kept between requests, so any process answers: what an agent
 * called itself when it began is in its session's id.
 */
export async function serveMcp(http: FastifyInstance, { config }: Pick<Infra, 'config'>): Promise<void> {
  const { DEEDLINE_SECRET, BASE_URL } = config
  let tools: AgentTool[] | undefined
  await http.register(async (mcp) => {
    mcp.addHook('onSend', async (_request, reply, payload) => {
      reply.header('cache-control', 'no-store')
      if (reply.statusCode === 401)
        reply.header('www-authenticate', `Bearer resource_metadata="${BASE_URL}${RESOURCE_METADATA}"`)
      return payload
    })
    mcp.post(
      RESOURCE_PATH,
      { config: { access: 'member' }, schema: { hide: true } },
      async (request, reply): Promise<unknown> => {
        demandOwnOrigin(request, BASE_URL)
        tools ??= toolsOf(http.everyRoute.flatMap((route) => route.config?.call ?? []))
        const begins = Beginning.safeParse(request.body)
        const agent = begins.success ? nameOf(begins.data) : agentOf(request, DEEDLINE_SECRET)
        if (begins.success) reply.header('mcp-session-id', sealCursor(DEEDLINE_SECRET, { agent }, 'session'))
        const make = callsOf(http, request, `${agent} via MCP`)
        const server = createMcpServer(tools, request.actor, make)
        const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
        try {
          await server.connect(transport)
          return await send(
            reply,
            await transport.handleRequest(asWebRequest(request), { parsedBody: request.body }),
          )
        } finally {
          await server.close()
        }
      },
    )
    // There is nothing to listen to, and nothing that a client could end.
    for (const method of ['GET', 'DELETE'])
      mcp.route({
        method,
        url: RESOURCE_PATH,
        config: { access: 'public' },
        schema: { hide: true },
        handler: (_request, reply) =>
          reply.code(405).header('allow', 'POST').send({ error: 'Send messages with POST.' }),
      })
  })
}

const Named = z.object({ name: z.string().max(200), title: z.string().max(200).optional() })
const Beginning = z
  .object({ method: z.literal('initialize'), params: z.object({ clientInfo: Named }) })
  .transform(({ params }) => params.clientInfo)
const Session = z.object({ agent: z.string().max(200) })

/** As it can stand in a header. */
function nameOf({ name, title }: z.output<typeof Named>): string {
  const shown = (title ?? name).replaceAll(/[^\x20-\x7e]/g, '').trim()
  return shown.slice(0, 100) || 'An agent'
}

function agentOf({ headers }: FastifyRequest, secret: string): string {
  const id = headers['mcp-session-id']
  if (id === undefined) return nameOf({ name: headers['user-agent']?.slice(0, 200) ?? '' })
  try {
    return openCursor(secret, String(id), Session, 'session').agent
  } catch {
    throw new AppError('missing', 'This session does not exist. Start a new one.')
  }
}

/** A page on another site cannot use the name of this machine to talk to it (DNS rebinding). */
function demandOwnOrigin({ headers }: FastifyRequest, base_url: string): void {
  if (headers.origin !== undefined && headers.origin !== new URL(base_url).origin)
    throw new AppError('forbidden', 'Pages of other sites cannot connect here.')
}

function asWebRequest({ method, headers }: FastifyRequest): Request {
  const given = Object.entries(headers).map(([name, value]) => [name, String(value)] as const)
  return new Request('http://deedline.internal/mcp', { method, headers: Object.fromEntries(given) })
}

async function send(reply: FastifyReply, answer: Response): Promise<FastifyReply> {
  reply.code(answer.status)
  for (const [name, value] of answer.headers) reply.header(name, value)
  return reply.serializer(String).send(await answer.text())
}
