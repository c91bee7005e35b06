import fastJson from 'fast-json-stringify'
import type { FastifySerializerCompiler } from 'fastify'
import { serializerCompiler } from 'fastify-type-provider-zod'
import { z } from 'zod'

/**
 * Writes answers by their schemas. In tests each answer is also checked against its schema; elsewhere it is written by
 * code that is made from the same schema, which leaves out what the schema does not name as well.
 */
export function serializeBy(check: boolean): FastifySerializerCompiler<unknown> {
  if (check) return serializerCompiler as FastifySerializerCompiler<unknown>
  return (route) => {
    const schema = route.schema as z.ZodType
    const json = z.toJSONSchema(schema, { io: 'output', target: 'openapi-3.0', unrepresentable: 'any' })
    return fastJson(json as Parameters<typeof fastJson>[0]) as (data: unknown) => string
  }
}
