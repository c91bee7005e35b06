import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type PersonGraph, relationsIn, sameTaxpayer, taxpayerOf } from './taxpayers.ts'

type Said = [from: string, relation: string, to: string, percent?: number]

/** "ann", "Oak LLC", "Pine Trust", "Fir Estate": the kind is in the name; `status` says how an entity is taxed. */
function graphOf(said: Said[], status: Record<string, string> = {}): PersonGraph {
  const names = [...new Set(said.flatMap(([from, , to]) => [from, to]))]
  const kindOf = (name: string) => /(LLC|Trust|Estate|Inc)$/.exec(name)?.[1]?.toLowerCase() ?? 'person'
  return {
    contacts: names.map((id) => ({
      ...{ id, tax_status: status[id] ?? null },
      kind: kindOf(id) === 'inc' ? 'company' : kindOf(id),
    })),
    relationships: said.map(([from_contact_id, relation, to_contact_id, percent = null], n) => ({
      ...{ id: `r${n}`, from_contact_id, to_contact_id, relation, ownership_percent: percent },
    })),
  }
}

describe('the taxpayer behind a contact', () => {
  test.each<[string, Said[], Record<string, string>, string, string | null]>([
    ['a person is their own', [['ann', 'spouse', 'bob']], {}, 'ann', 'ann'],
    [
      'the owner of a disregarded LLC',
      [['ann', 'owner', 'Oak LLC', 100]],
      { 'Oak LLC': 'disregarded' },
      'Oak LLC',
      'ann',
    ],
    [
      'the grantor of a grantor trust',
      [
        ['ann', 'grantor', 'Pine Trust'],
        ['bob', 'trustee', 'Pine Trust'],
      ],
      { 'Pine Trust': 'grantor_trust' },
      'Pine Trust',
      'ann',
    ],
    [
      'the grantor behind the trust that owns a disregarded LLC',
      [
        ['ann', 'grantor', 'Pine Trust'],
        ['Pine Trust', 'owner', 'Oak LLC'],
      ],
      { 'Pine Trust': 'grantor_trust', 'Oak LLC': 'disregarded' },
      'Oak LLC',
      'ann',
    ],
    [
      'an LLC with two members is its own, as a partnership',
      [
        ['ann', 'owner', 'Oak LLC', 50],
        ['bob', 'owner', 'Oak LLC', 50],
      ],
      {},
      'Oak LLC',
      'Oak LLC',
    ],
    [
      'an LLC with one member that elected to be a corporation is its own',
      [['ann', 'owner', 'Oak LLC', 100]],
      { 'Oak LLC': 's_corporation' },
      'Oak LLC',
      'Oak LLC',
    ],
    [
      'a corporation with one shareholder is its own',
      [['ann', 'owner', 'Elm Inc', 100]],
      {},
      'Elm Inc',
      'Elm Inc',
    ],
    [
      'a complex trust is its own',
      [['ann', 'grantor', 'Pine Trust']],
      { 'Pine Trust': 'complex_trust' },
      'Pine Trust',
      'Pine Trust',
    ],
    [
      'unknown where a disregarded LLC has no known owner',
      [['ann', 'employee', 'Oak LLC']],
      { 'Oak LLC': 'disregarded' },
      'Oak LLC',
      null,
    ],
    [
      'unknown where a grantor trust has two grantors',
      [
        ['ann', 'grantor', 'Pine Trust'],
        ['bob', 'grantor', 'Pine Trust'],
      ],
      { 'Pine Trust': 'grantor_trust' },
      'Pine Trust',
      null,
    ],
    [
      'unknown where LLCs own each other',
      [
        ['Oak LLC', 'owner', 'Ash LLC'],
        ['Ash LLC', 'owner', 'Oak LLC'],
      ],
      { 'Oak LLC': 'disregarded', 'Ash LLC': 'disregarded' },
      'Oak LLC',
      null,
    ],
  ])('%s', (_, said, status, id, taxpayer) => {
    expect(taxpayerOf(graphOf(said, status), id).taxpayer_id).toBe(taxpayer)
  })

  test('an LLC whose tax status isn’t known is taken as disregarded where it has one member, and says so', () => {
    const found = taxpayerOf(graphOf([['ann', 'owner', 'Oak LLC']]), 'Oak LLC')
    expect(found).toMatchObject({ taxpayer_id: 'ann', path: ['r0'], missing: [{ field: 'tax_status' }] })
  })

  test('two entities of one owner are one taxpayer, by the relationships that decide it', () => {
    const graph = graphOf(
      [
        ['ann', 'owner', 'Oak LLC', 100],
        ['ann', 'grantor', 'Pine Trust'],
        ['ann', 'employee', 'Elm Inc'],
      ],
      { 'Oak LLC': 'disregarded', 'Pine Trust': 'grantor_trust' },
    )
    expect(sameTaxpayer(graph, 'Oak LLC', 'Pine Trust')).toMatchObject({ same: true, path: ['r0', 'r1'] })
    expect(sameTaxpayer(graph, 'Oak LLC', 'Elm Inc').same).toBe(false)
  })
})

describe('related persons', () => {
  const FAMILY: Said[] = [
    ['ann', 'spouse', 'bob'],
    ['ann', 'parent', 'cem'],
    ['cem', 'parent', 'dee'],
    ['ann', 'sibling', 'eve'],
    ['eve', 'parent', 'fay'],
  ]
  test.each<[string, Said[], string, string, boolean, boolean]>([
    ['spouses', FAMILY, 'ann', 'bob', true, true],
    ['a grandparent and a grandchild', FAMILY, 'ann', 'dee', true, true],
    ['siblings', FAMILY, 'ann', 'eve', true, true],
    ['not an aunt and her niece', FAMILY, 'ann', 'fay', false, false],
    ['not cousins', FAMILY, 'cem', 'fay', false, false],
    ['not in-laws', FAMILY, 'bob', 'eve', false, false],
    [
      'an owner of more than half, and the company',
      [['ann', 'owner', 'Elm Inc', 51]],
      'ann',
      'Elm Inc',
      true,
      true,
    ],
    [
      'an owner of exactly half only for the intermediary',
      [['ann', 'owner', 'Elm Inc', 50]],
      'Elm Inc',
      'ann',
      false,
      true,
    ],
    ['not an owner of ten percent', [['ann', 'owner', 'Elm Inc', 10]], 'ann', 'Elm Inc', false, false],
    [
      'an owner through family',
      [
        ['ann', 'owner', 'Elm Inc', 30],
        ['bob', 'owner', 'Elm Inc', 30],
        ['ann', 'spouse', 'bob'],
      ],
      'ann',
      'Elm Inc',
      true,
      true,
    ],
    [
      'two companies of one owner',
      [
        ['ann', 'owner', 'Elm Inc', 80],
        ['ann', 'owner', 'Fir Inc', 60],
      ],
      'Elm Inc',
      'Fir Inc',
      true,
      true,
    ],
    [
      'two companies of the same three owners',
      [
        ['ann', 'owner', 'Elm Inc', 30],
        ['bob', 'owner', 'Elm Inc', 30],
        ['cem', 'owner', 'Elm Inc', 40],
        ['ann', 'owner', 'Fir Inc', 30],
        ['bob', 'owner', 'Fir Inc', 30],
        ['cem', 'owner', 'Fir Inc', 40],
      ],
      'Elm Inc',
      'Fir Inc',
      true,
      true,
    ],
    [
      'not two companies with little in common',
      [
        ['ann', 'owner', 'Elm Inc', 90],
        ['ann', 'owner', 'Fir Inc', 5],
      ],
      'Elm Inc',
      'Fir Inc',
      false,
      false,
    ],
    ['a trust and its grantor', [['ann', 'grantor', 'Pine Trust']], 'Pine Trust', 'ann', true, true],
    [
      'a trustee and a beneficiary',
      [
        ['ann', 'trustee', 'Pine Trust'],
        ['bob', 'beneficiary', 'Pine Trust'],
      ],
      'ann',
      'bob',
      true,
      true,
    ],
    [
      'two trusts of one grantor',
      [
        ['ann', 'grantor', 'Pine Trust'],
        ['ann', 'grantor', 'Yew Trust'],
      ],
      'Pine Trust',
      'Yew Trust',
      true,
      true,
    ],
    [
      'an estate and its beneficiary',
      [['ann', 'beneficiary', 'Fir Estate']],
      'Fir Estate',
      'ann',
      true,
      true,
    ],
    ['not an attorney and a client', [['ann', 'representative', 'bob']], 'ann', 'bob', false, false],
    ['not an employee', [['ann', 'employee', 'Elm Inc']], 'ann', 'Elm Inc', false, false],
  ])('%s', (_, said, one, other, related, disqualified) => {
    const graph = graphOf(said)
    const between = relationsIn(graph)
    for (const found of [between(one, other), between(other, one)]) {
      expect([found.related_for_1031f, found.disqualified]).toEqual([related, disqualified])
      expect(found.path.length > 0).toBe(related || disqualified)
    }
  })

  test('the answer is the same from either side, and ends whatever is related to whatever', () => {
    const names = ['ann', 'bob', 'cem', 'Oak LLC', 'Elm Inc', 'Pine Trust', 'Yew Trust']
    const relations = ['spouse', 'sibling', 'parent', 'grantor', 'trustee', 'beneficiary', 'owner']
    const said = fc.tuple(
      ...([fc.constantFrom(...names), fc.constantFrom(...relations), fc.constantFrom(...names)] as const),
      fc.integer({ min: 1, max: 100 }),
    )
    fc.assert(
      fc.property(fc.array(said, { maxLength: 14 }), (all) => {
        const graph = graphOf(all.filter(([from, , to]) => from !== to) as Said[])
        const between = relationsIn(graph)
        for (const { id: one } of graph.contacts)
          for (const { id: other } of graph.contacts) {
            if (one === other) continue
            const [there, back] = [between(one, other), between(other, one)]
            expect(there.related_for_1031f).toBe(back.related_for_1031f)
            expect(there.disqualified).toBe(back.disqualified)
            expect(sameTaxpayer(graph, one, other).same).toBe(sameTaxpayer(graph, other, one).same)
            if (there.related_for_1031f) expect(there.disqualified).toBe(true)
          }
      }),
      { numRuns: 60 },
    )
  })
})
