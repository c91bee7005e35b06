import { z } from 'zod'
import { isKind, KINDS, type Kind } from '#domains/exchanges/rules/calculate.ts'
import { refuse } from '#domains/exchanges/rules/finding.ts'
import { serve } from '#infra/http/serve.ts'
import type { Routes } from '#infra/http/server.ts'
import { AppError } from '#lib/errors.ts'
import { answerQuestion } from './answer.ts'
import { calculators } from './contract.ts'
import { CALCULATORS, type Question } from './schema.ts'

export const calculatorRoutes: Routes = async (http, infra) => {
  const items = (Object.keys(KINDS) as Kind[]).map((kind) => ({
    kind,
    ...CALCULATORS[kind],
    inputs: z.toJSONSchema(KINDS[kind].schema, { io: 'input' }) as Record<string, unknown>,
  }))
  serve(http, infra, calculators, {
    all: () => ({ items }),
    calculate: ({ params: { kind }, body }) => {
      if (!isKind(kind))
        throw new AppError('missing', `Calculator "${kind}" not found. GET /api/v1/calculators lists them.`)
      return answerQuestion({ ...questionOf(body, kind), kind })
    },
  })
}

const Wrapped = z.strictObject({
  id: z.string().max(200).optional(),
  kind: z.string().optional(),
  inputs: z.unknown(),
})

/** No kind has a fact named `inputs`, so a body with that field carries the facts inside it. */
function questionOf(
  body: z.output<typeof Question>,
  kind: Kind,
): { id?: string | undefined; inputs: unknown } {
  if (!Object.hasOwn(body, 'inputs')) return { inputs: body }
  const wrapped = Wrapped.safeParse(body)
  if (!wrapped.success) refuse('inputs', 'can be combined only with id and kind')
  if ((wrapped.data.kind ?? kind) !== kind) refuse('kind', `must be ${kind}, as in the address`)
  return wrapped.data
}
