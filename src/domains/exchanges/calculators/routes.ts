import { z } from 'zod'
import { isKind, KINDS, type Kind } from '#domains/exchanges/rules/calculate.ts'
import { refuse } from '#domains/exchanges/rules/finding.ts'
import type { Routes } from '#infra/http.ts'
import { AppError } from '#lib/errors.ts'
import { answerQuestion } from './answer.ts'
import { Answer, CALCULATORS, Calculator, Question } from './schema.ts'

const tags = ['calculators']

/** Five hundred properties with all their facts fit in it. */
const BODY_LIMIT = 512 * 1024

/** The rules of section 1031 for anybody. Nothing is stored. */
export const calculatorRoutes: Routes = async (http) => {
  /** Counted by the address: a header that a stranger makes up must not give him another allowance. */
  const open = {
    access: 'public',
    rateLimit: { max: 600, timeWindow: '1 minute', keyGenerator: ({ ip }: { ip: string }) => ip },
  } as const

  const calculators = (Object.keys(KINDS) as Kind[]).map((kind) => ({
    kind,
    ...CALCULATORS[kind],
    inputs: z.toJSONSchema(KINDS[kind].schema, { io: 'input' }) as Record<string, unknown>,
  }))
  http.get(
    '/calculators',
    {
      config: open,
      schema: {
        tags,
        security: [],
        summary: 'What can be calculated, and from which facts',
        response: { 200: z.object({ items: z.array(Calculator) }) },
      },
    },
    async () => ({ items: calculators }),
  )

  http.post(
    '/calculators/:kind',
    {
      config: open,
      bodyLimit: BODY_LIMIT,
      schema: {
        tags,
        security: [],
        summary: 'Calculate from facts; nothing is stored',
        params: z.object({ kind: z.string() }),
        body: Question,
        response: { 200: Answer },
      },
    },
    async ({ params: { kind }, body }) => {
      if (!isKind(kind))
        throw new AppError('missing', `There is no calculator "${kind}". GET /api/v1/calculators lists them.`)
      return answerQuestion({ ...questionOf(body, kind), kind })
    },
  )
}

const Wrapped = z.strictObject({
  id: z.string().max(200).optional(),
  kind: z.string().optional(),
  inputs: z.unknown(),
})

/** No kind has a fact named `inputs`, so a body that has it carries the facts in it. */
function questionOf(
  body: z.output<typeof Question>,
  kind: Kind,
): { id?: string | undefined; inputs: unknown } {
  if (!Object.hasOwn(body, 'inputs')) return { inputs: body }
  const wrapped = Wrapped.safeParse(body)
  if (!wrapped.success) refuse('inputs', 'may stand only beside id, a text, and kind')
  if ((wrapped.data.kind ?? kind) !== kind) refuse('kind', `must be ${kind}, as in the address`)
  return wrapped.data
}
