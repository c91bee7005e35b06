import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import compress from '@fastify/compress'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { answerMissing } from '#infra/http/problems.ts'
import type { Access } from '#infra/http/server.ts'

const config = { access: 'public', rateLimit: false } as const satisfies Access & { rateLimit: false }

/**
 * The built web application: files with a hash in their name are cached for a year, the page itself never. The folder
 * is checked at each request, so that a new build is served at once.
 */
export async function serveWeb(http: FastifyInstance, root: string): Promise<void> {
  await http.register(async (web) => {
    web.addHook('onRoute', (route) => {
      route.config = { ...route.config, ...config }
    })
    await web.register(compress, { encodings: ['br', 'gzip'], threshold: 1024 })
    await web.register(fastifyStatic, {
      root,
      serve: false,
      setHeaders: (reply, path) => {
        const kept = path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
        reply.header('cache-control', kept)
      },
    })
    web.get<{ Params: { '*': string } }>('/*', { config, schema: { hide: true } }, async (request, reply) => {
      const path = request.params['*']
      if (await isBuilt(root, path)) return reply.sendFile(path)
      const asked = path === '' || request.headers.accept?.includes('text/html')
      const page = asked && !request.url.startsWith('/api/')
      return page ? reply.sendFile('index.html') : answerMissing(request, reply)
    })
  })
}

/** Whether a file of the build is meant: neither a folder, nor a hidden file, nor anything outside. */
async function isBuilt(root: string, path: string): Promise<boolean> {
  if (path.includes('\0') || path.split(/[/\\]/).some((part) => part.startsWith('.'))) return false
  return stat(join(root, path)).then(
    (found) => found.isFile(),
    () => false,
  )
}
