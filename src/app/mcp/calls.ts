import type { FastifyInstance, FastifyRequest, InjectOptions } from 'fastify'
import type { AnyCall, ArgsOf } from '#lib/contract.ts'
import { API, pathOf, requestOf } from '#lib/requests.ts'

export type Answer = { ok: boolean; text: string }

/** Makes calls for an agent through the product's own HTTP handling, as the member whose token it holds. */
export type MakeCall = (call: AnyCall, args: Record<string, unknown>) => Promise<Answer>

/** As much as an agent reads at once: some 10,000 tokens. */
export const MOST_CHARACTERS = 40_000

/**
 * The caller's own bearer goes along, so permissions, row-level security, limits and the audit log are the very same;
 * `agent` is on record as what the request came with.
 */
export function callsOf(http: FastifyInstance, request: FastifyRequest, agent: string): MakeCall {
  const { authorization, 'x-organization-id': organization_id } = request.headers
  const headers = {
    authorization: String(authorization),
    ...(organization_id && { 'x-organization-id': String(organization_id) }),
    'x-request-id': request.id,
    'user-agent': agent,
  }
  return async (call, { body, version, ...args }) => {
    const given = requestOf(call, call.method === 'GET' ? undefined : body, {
      ...(typeof version === 'number' && { version }),
      headers,
    })
    const reply = await http.inject({
      method: call.method as NonNullable<InjectOptions['method']>,
      url: `${API}${pathOf(call, args as ArgsOf<AnyCall>)}`,
      headers: given.headers,
      remoteAddress: request.ip,
      ...(typeof given.body === 'string' && { payload: given.body }),
    })
    return { ok: reply.statusCode < 400, text: reply.body || 'Done.' }
  }
}

/** A call whose answer an agent can read: a list that is too long is asked for again in a shorter page. */
export async function callWithin(
  make: MakeCall,
  call: AnyCall,
  args: Record<string, unknown>,
): Promise<Answer> {
  const answer = await make(call, args)
  if (!answer.ok || answer.text.length <= MOST_CHARACTERS) return answer
  const items = itemsOf(answer.text)
  if (items > 1 && 'limit' in call.query.shape) {
    const limit = Math.max(1, Math.floor((items * MOST_CHARACTERS * 0.8) / answer.text.length))
    const shorter = await make(call, { ...args, limit })
    if (shorter.ok && shorter.text.length <= MOST_CHARACTERS)
      return {
        ok: true,
        text: `${shorter.text}\n\nThis page was shortened to ${limit} items. For the next ones, pass next_cursor as cursor.`,
      }
  }
  return { ok: true, text: cut(answer.text) }
}

function cut(text: string): string {
  const advice = 'Narrow the request down, or ask for one record at a time.'
  return `${text.slice(0, MOST_CHARACTERS)}\n\nCut after ${MOST_CHARACTERS} of ${text.length} characters. ${advice}`
}

function itemsOf(text: string): number {
  const { items } = JSON.parse(text) as { items?: unknown[] }
  return Array.isArray(items) ? items.length : 0
}
