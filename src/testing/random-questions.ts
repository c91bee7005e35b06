import type { z } from 'zod'
import { KINDS, type Kind } from '#domains/exchanges/rules/calculate.ts'
import examples from '#domains/exchanges/rules/examples.json' with { type: 'json' }
import type { Random } from '#lib/random.ts'

type Question = { kind: Kind; inputs: unknown }

const DAYS =
  '1900-01-01 1991-07-01 2024-02-29 2025-06-02 2025-06-30 2025-07-17 2025-07-18 2025-11-29 2026-04-15'
const DATES = [...DAYS.split(' '), '2199-12-31']
const INSTANTS = [
  '2025-07-18T03:59:58Z',
  '2025-07-18T00:00:00+14:00',
  '1900-01-01T00:00:00Z',
  '2199-12-31T23:59:59-23:59',
]
const NUMBERS = [0, 0.01, 0.0365, 1, 24, 99.99, 365, 1500, 2025, 100_000, 2_000_000.01, 1e10]
const TEXTS = ['A', 'B', 'C', '11c', 'CA', 'TX', 'America/New_York', '0.1', '1234567890.12', 'x'.repeat(200)]
const HOSTILE = [
  null,
  undefined,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -1,
  -0,
  1e21,
  0.001,
  '',
  '2026-02-30',
  '9999-12-31',
  '0001-01-01',
  '9999-12-31T23:59:59-23:59',
  '2025-07-18T03:59:58.1234567890Z',
  '-5',
  '1e5',
  '\ud800',
  '__proto__',
  [],
  {},
  [[]],
]

/** Half of them facts that the kind's schema describes, half worked examples with facts changed; some of all hostile. */
export function randomQuestion(next: Random): Question {
  if (next() < 0.5) return mutatedExample(next)
  const kind = pick(next, Object.keys(KINDS) as Kind[])
  return { kind, inputs: described(next, KINDS[kind].schema) }
}

function pick<T>(next: Random, from: readonly T[]): T {
  return from[Math.floor(next() * from.length)] as T
}

function mutatedExample(next: Random): Question {
  const { kind, inputs } = pick(next, examples) as { kind: Kind; inputs: Record<string, unknown> }
  const { shape } = KINDS[kind].schema as z.ZodObject
  const changed = Object.fromEntries(
    Object.entries(inputs).map(([fact, held]) => [fact, next() < 0.2 ? described(next, shape[fact]) : held]),
  )
  const another = pick(next, Object.keys(shape))
  return { kind, inputs: { ...changed, ...(next() < 0.5 && { [another]: described(next, shape[another]) }) } }
}

type Schema = z.core.$ZodType | undefined

/** A value of the shape that the schema describes, which its checks may still refuse; now and then anything at all. */
function described(next: Random, schema: Schema): unknown {
  const def = schema?._zod.def as z.core.$ZodTypes['_zod']['def'] | undefined
  if (def === undefined || next() < 0.02) return pick(next, HOSTILE)
  switch (def.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(def.shape).map(([fact, held]) => [fact, described(next, held)]),
      )
    case 'optional':
    case 'nullable':
    case 'prefault':
      return next() < 0.4 ? undefined : described(next, def.innerType)
    case 'array':
      return Array.from({ length: Math.floor(next() * 5) }, () => described(next, def.element))
    case 'record':
      return { A: described(next, def.valueType), B: described(next, def.valueType) }
    case 'union':
      return described(next, pick(next, def.options))
    case 'pipe':
      return described(next, def.in)
    case 'enum':
      return pick(next, Object.values(def.entries))
    case 'literal':
      return pick(next, def.values)
    case 'boolean':
      return next() < 0.5
    case 'number':
      return pick(next, NUMBERS)
    case 'string':
      return pick(
        next,
        ('format' in def && def.format === 'date' && DATES) || ('format' in def && INSTANTS) || TEXTS,
      )
    default:
      throw new Error(`No random value for a schema of type ${def.type}; teach it one.`)
  }
}
