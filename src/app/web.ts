import compress from '@fastify/compress'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { WEB_DIST } from '#app/web-build.ts'
import { answerMissing } from '#infra/problems.ts'

const config = { access: 'public', rateLimit: false } as const

/** The built web application: files with a hash in their name for a year, the page itself never kept. */
export async function serveWeb(http: FastifyInstance): Promise<void> {
  await http.register(async (web) => {
    web.addHook('onRoute', (route) => {
      route.config = { ...route.config, ...config }
    })
    await web.register(compress, { encodings: ['br', 'gzip'], threshold: 1024 })
    await web.register(fastifyStatic, {
      root: WEB_DIST,
      wildcard: false,
      index: false,
      setHeaders: (reply, path) => {
        const kept = path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
        reply.header('cache-control', kept)
      },
    })
    web.get('/*', { config, schema: { hide: true } }, (request, reply) => {
      const page = !request.url.startsWith('/api/') && request.headers.accept?.includes('text/html')
      return page
        ? reply.header('cache-control', 'no-cache').sendFile('index.html')
        : answerMissing(request, reply)
    })
  })
}
