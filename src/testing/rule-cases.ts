import { expect, test } from 'vitest'
import { calculate, type Inputs, type Kind } from '#domains/exchanges/rules/calculate.ts'

/** One limb of a rule: what is given, and the part of the answer that it turns. */
export type Case = { [K in Kind]: [title: string, kind: K, inputs: Inputs<K>, outcome: object] }[Kind]

export function checkCases(cases: readonly Case[]): void {
  test.each(cases)('%s', (_, kind, inputs, outcome) => {
    expect(calculate({ kind, inputs }).outcome).toMatchObject(outcome)
  })
}
