import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DealFacts, evaluate, judge, Predicate, type RequirementRule } from './requirements.ts'

const lead: RequirementRule = {
  ...{
    id: 'lead',
    name: 'Lead-based paint disclosure',
    requirement: 'required',
    citation: '42 U.S.C. 4852d',
  },
  when: {
    all: [
      { fact: 'property_type', in: ['residential', 'condo', 'multi_family'] },
      { fact: 'year_built', below: 1978 },
    ],
  },
  reason: 'Homes built before 1978 need a lead-based paint disclosure',
}
const of = (facts: DealFacts) => evaluate([lead], facts)[0]

describe('a requirement', () => {
  test.each<[string, DealFacts, string, string[]]>([
    ['is required where its rule holds', { property_type: 'residential', year_built: 1977 }, 'required', []],
    [
      'is not applicable where it doesn’t',
      { property_type: 'residential', year_built: 1978 },
      'not_applicable',
      [],
    ],
    ['is decided without what doesn’t matter', { property_type: 'land' }, 'not_applicable', []],
    [
      'is required while what would decide it is unknown',
      { property_type: 'condo' },
      'required',
      ['year_built'],
    ],
    ['names everything that would decide it', {}, 'required', ['property_type', 'year_built']],
  ])('%s', (_, facts, requirement, missing) => {
    expect(of(facts)).toMatchObject({ requirement, missing })
  })

  test('says why', () => {
    expect(of({ property_type: 'condo', year_built: 1950 })?.reason).toContain('before 1978')
    expect(of({ property_type: 'land' })?.reason).toContain('doesn’t apply')
  })
})

describe('a predicate', () => {
  test.each<[Predicate, DealFacts, boolean | null]>([
    [{ fact: 'state', is: 'ca' }, { state: 'CA' }, true],
    [{ not: { fact: 'hoa', is: true } }, { hoa: false }, true],
    [{ not: { fact: 'hoa', is: true } }, {}, null],
    [
      {
        any: [
          { fact: 'hoa', is: true },
          { fact: 'state', is: 'TX' },
        ],
      },
      { state: 'TX' },
      true,
    ],
    [
      {
        any: [
          { fact: 'hoa', is: true },
          { fact: 'state', is: 'TX' },
        ],
      },
      { state: 'CA' },
      null,
    ],
    [{ fact: 'sale_price', at_least: 300_000 }, { sale_price: 300_000 }, true],
    [{ all: [] }, {}, true],
  ])('%j of %j', (predicate, facts, holds) => {
    expect(judge(predicate, facts).holds).toBe(holds)
  })

  test.each([
    ['an unknown fact', { fact: 'color', is: 'red' }],
    ['two conditions in one', { fact: 'state', is: 'CA', in: ['TX'] }],
    ['nothing of which any could hold', { any: [] }],
    ['text in place of a number', { fact: 'year_built', below: '1978' }],
  ])('with %s is refused', (_, predicate) => {
    expect(Predicate.safeParse(predicate).success).toBe(false)
  })

  test('that is decided stays decided, whatever else becomes known', () => {
    const leaf = fc.oneof(
      fc.constantFrom('CA', 'TX').map((is) => ({ fact: 'state' as const, is })),
      fc.boolean().map((is) => ({ fact: 'hoa' as const, is })),
      fc.integer({ min: 1970, max: 1990 }).map((below) => ({ fact: 'year_built' as const, below })),
    )
    const { tree } = fc.letrec<{ tree: Predicate }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.record({ all: fc.array(tie('tree'), { maxLength: 3 }) }),
        fc.record({ any: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
        fc.record({ not: tie('tree') }),
      ),
    }))
    const whole = fc.record({
      state: fc.constantFrom('CA', 'TX'),
      hoa: fc.boolean(),
      year_built: fc.integer({ min: 1970, max: 1990 }),
    })
    fc.assert(
      fc.property(
        tree,
        whole,
        fc.subarray(['state', 'hoa', 'year_built'] as const),
        (predicate, facts, known) => {
          const some = Object.fromEntries(known.map((name) => [name, facts[name]]))
          const early = judge(predicate, some)
          const late = judge(predicate, facts)
          expect(late.holds).not.toBeNull()
          if (early.holds !== null) expect(late.holds).toBe(early.holds)
          else expect(early.missing.length).toBeGreaterThan(0)
        },
      ),
    )
  })
})
