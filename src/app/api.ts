import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { domains } from '#app/domains.ts'
import { healthRoutes } from '#app/health.ts'
import { serveMcp } from '#app/mcp/routes.ts'
import { describeCalls, type OpenApi } from '#app/openapi.ts'
import { outboxRoutes } from '#app/outbox/routes.ts'
import { identifyBy } from '#domains/identity/identify.ts'
import type { Domain } from '#infra/domain.ts'
import { answerOnce } from '#infra/http/idempotency.ts'
import { createHttp } from '#infra/http/server.ts'
import type { Infra } from '#infra/infra.ts'

const PREFIX = '/api/v1'

/** Every route of the product, ready to listen or to be called in a test. */
export async function createApi(infra: Infra, product: Domain[] = domains): Promise<FastifyInstance> {
  const http = await createHttp(infra, identifyBy(infra))
  await describeApi(http)
  await http.register(healthRoutes, infra)
  await http.register(
    async (api) => {
      answerOnce(api, infra.db)
      for (const part of [...product.flatMap(({ routes }) => routes), outboxRoutes])
        await api.register(part, infra)
      api.get('/openapi.json', { config: { access: 'public' }, schema: { hide: true } }, () =>
        openApiOf(http),
      )
    },
    { prefix: PREFIX },
  )
  for (const part of product.flatMap(({ root }) => root ?? [])) await http.register(part, infra)
  await serveMcp(http, infra)
  return http
}

/** The description of all routes, made on the first request for it. */
export function openApiOf(http: FastifyInstance): OpenApi {
  const calls = http.everyRoute.flatMap(({ config }) => config?.call ?? [])
  return describeCalls(structuredClone(http.swagger()) as unknown as OpenApi, calls)
}

async function describeApi(http: FastifyInstance): Promise<void> {
  await http.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Deedline',
        version: '1',
        description: 'Documents, transactions and 1031 exchanges of real estate organizations.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: 'An access token or an API key.' },
        },
      },
      security: [{ bearer: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
}
