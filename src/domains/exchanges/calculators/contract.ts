import { z } from 'zod'
import { contract, get, post } from '#lib/contract.ts'
import { Answer, Calculator, Question } from './schema.ts'

/** Counted by address: a header that a stranger makes up must not give them another allowance. */
const limit = 600

/** The rules of section 1031 for everyone. Nothing is stored. */
export const calculators = contract(
  { tag: 'calculators', about: ['calculator'], who: 'anybody' },
  {
    all: get('/calculators', {
      summary: 'List calculators and their inputs',
      gives: z.object({ items: z.array(Calculator) }),
      whole: 'They are part of the product.',
      limit,
    }),
    calculate: post('/calculators/:kind', {
      summary: 'Run a calculator; nothing is stored',
      params: { kind: z.string() },
      takes: Question,
      gives: Answer,
      bytes: 512 * 1024, // fits five hundred properties with all their facts
      limit,
    }),
  },
)
