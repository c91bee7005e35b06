import { describe, expect, test } from 'vitest'
import { depthOf, FACT_KINDS, mistakesOf } from './facts.ts'
import { DealFacts, type Fact, type Predicate } from './requirements.ts'

describe('a condition', () => {
  test.each<[string, Predicate, string[]]>([
    ['of a state by its code is right', { fact: 'state', is: 'CA' }, []],
    ['of a state by its name is not', { fact: 'state', is: 'California' }, ['state can’t be "California"']],
    [
      'of several types names the wrong one',
      { fact: 'side', in: ['both', 'none'] },
      ['side can’t be "none"'],
    ],
    ['of yes or no takes true', { fact: 'hoa', is: true }, []],
    ['of yes or no takes no number', { fact: 'hoa', is: 1 }, ['hoa can’t be 1']],
    ['of a number takes no text', { fact: 'year_built', is: '1978' }, ['year_built can’t be "1978"']],
    ['that compares a text as a number', { fact: 'county', at_least: 1 }, ['county is not a number']],
    [
      'in groups is looked at as well',
      { all: [{ any: [{ not: { fact: 'side', is: 'x' } }] }] },
      ['side can’t be "x"'],
    ],
  ])('%s', (_, predicate, mistakes) => {
    expect(mistakesOf(predicate)).toEqual(mistakes)
  })

  test('is as deep as its groups', () => {
    expect(depthOf({ fact: 'hoa', is: true })).toBe(1)
    expect(depthOf({ all: [] })).toBe(1)
    expect(depthOf({ all: [{ fact: 'hoa', is: true }, { not: { any: [{ fact: 'hoa', is: true }] } }] })).toBe(
      4,
    )
  })

  test('has a kind for each fact of a deal', () => {
    expect(Object.keys(FACT_KINDS).toSorted()).toEqual(DealFacts.keyof().options.toSorted() satisfies Fact[])
  })
})
