import scalar from '@scalar/fastify-api-reference'
import type { FastifyInstance } from 'fastify'

/** The page at /docs: the API, to read and to try, from the document that the routes make. */
export async function serveReference(http: FastifyInstance): Promise<void> {
  await http.register(async (docs) => {
    docs.addHook('onRoute', (route) => {
      route.config = { ...route.config, access: 'public', rateLimit: false }
    })
    // The page carries its own settings as a script; it contains nothing that belongs to a user.
    docs.addHook('onSend', async (_request, reply, payload) => {
      reply.header(
        'content-security-policy',
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:",
      )
      return payload
    })
    await docs.register(scalar, {
      routePrefix: '/docs',
      configuration: {
        url: '/api/v1/openapi.json',
        title: 'Deedline API',
        withDefaultFonts: false,
        hideClientButton: true,
      },
    })
  })
}
