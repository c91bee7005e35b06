import { describe, expect, test } from 'vitest'
import { calculate, isKind, type KINDS } from './calculate.ts'
import examples from './examples.json' with { type: 'json' }

/**
 * What an example expects may be part of what the rule answers; inside a list or a figure nothing may differ.
 */
describe('the worked examples of the regulations, the forms and the field', () => {
  for (const { id, title, kind, inputs, expected } of examples) {
    test(`${id} ${title}`, () => {
      if (!isKind(kind)) throw new Error(`${id} is of an unknown kind, ${kind}`)
      expect(calculate({ kind, inputs }).outcome).toMatchObject(expected)
    })
  }

  test('every answer says which rule applies and where it is written', () => {
    for (const { kind, inputs } of examples) {
      const { reasons } = calculate({ kind: kind as keyof typeof KINDS, inputs })
      expect(reasons.length).toBeGreaterThan(0)
      for (const reason of reasons) {
        expect(reason.citation).not.toBe('')
        expect(reason.inputs_used.length).toBeGreaterThan(0)
      }
    }
  })
})
