import type { FastifyInstance, InjectOptions } from 'fastify'

/** `fetch` that asks the product of the test, without a port. */
export function fetchFrom(api: FastifyInstance) {
  return async (url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const request = new Request(url, init)
    const payload = Buffer.from(await request.arrayBuffer())
    const reply = await api.inject({
      method: request.method as NonNullable<InjectOptions['method']>,
      url: request.url,
      headers: Object.fromEntries(request.headers),
      ...(payload.length > 0 && { payload }),
    })
    const headers = Object.entries(reply.headers).map(([name, value]) => [name, String(value)] as const)
    const body = reply.statusCode === 204 ? null : new Uint8Array(reply.rawPayload)
    return new Response(body, { status: reply.statusCode, headers: Object.fromEntries(headers) })
  }
}
