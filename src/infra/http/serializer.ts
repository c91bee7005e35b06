import fastJson from 'fast-json-stringify'
import type { FastifySerializerCompiler } from 'fastify'
import { serializerCompiler } from 'fastify-type-provider-zod'
import { z } from 'zod'

/**
 * Serializes responses by their schemas. In tests, each response is also validated; elsewhere, code generated from the
 * same schema writes it. Both leave out fields that the schema doesn't name.
 */
export function serializeBy(check: boolean): FastifySerializerCompiler<unknown> {
  if (check) return serializerCompiler as FastifySerializerCompiler<unknown>
  return (route) => {
    const schema = route.schema as z.ZodType
    const json = z.toJSONSchema(schema, {
      ...{ io: 'output', target: 'openapi-3.0', unrepresentable: 'any' },
      // As flags, which this target has, the generator refuses them; nothing is written differently for them.
      override: ({ jsonSchema }) => {
        delete jsonSchema.exclusiveMinimum
        delete jsonSchema.exclusiveMaximum
        // Nor does it take the flag beside several types; null is one of them.
        if (jsonSchema.anyOf && jsonSchema.nullable) {
          delete jsonSchema.nullable
          jsonSchema.anyOf.push({ type: 'null' })
        }
      },
    })
    return fastJson(json as Parameters<typeof fastJson>[0]) as (data: unknown) => string
  }
}
