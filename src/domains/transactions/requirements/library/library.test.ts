import { describe, expect, test } from 'vitest'
import { CATEGORIES } from '#domains/documents/rules/categories.ts'
import { LibraryRule, LibraryState } from '#domains/transactions/requirement-rules/schema.ts'
import { depthOf, mistakesOf } from '#domains/transactions/rules/facts.ts'
import { type DealFacts, evaluate, judge } from '#domains/transactions/rules/requirements.ts'
import { LIBRARY } from './library.ts'

const ALL = LibraryState.options.flatMap((state) => LIBRARY[state])

/** What a deal needs by all rules of the library: required and optional documents by their keys, in the library's order. */
function listOf(facts: DealFacts) {
  const rules = ALL.map((rule) => ({ ...rule, id: rule.library_key }))
  const needs = evaluate(rules, facts)
  const keys = (requirement: string) =>
    needs
      .filter((need) => need.requirement === requirement && need.missing.length === 0)
      .map(({ rule_id }) => rule_id)
  const open = needs.filter(({ missing }) => missing.length > 0)
  return { required: keys('required'), optional: keys('optional'), open: open.map(({ rule_id }) => rule_id) }
}

const KNOWN: DealFacts = {
  ...{ transaction_type: 'sale', side: 'listing', property_type: 'residential', year_built: 2015 },
  ...{ hoa: false, financing: 'cash', occupancy: 'owner', exchange_cooperation: false },
  ...{ seller_is_foreign: false, new_construction: false, sale_price: 500_000, county: 'Any' },
}

describe('a sale of a house for cash by a US seller', () => {
  // Of federal law it needs the certification of non-foreign status only: built in 2015, no loan, no exchange.
  const FEDERAL = ['us.non_foreign_status']
  test.each([
    [
      'CA',
      [
        ...['ca.transfer_disclosure', 'ca.natural_hazard', 'ca.agency_disclosure', 'ca.visual_inspection'],
        ...['ca.water_heater', 'ca.smoke_alarm', 'ca.withholding'],
      ],
    ],
    ['TX', ['tx.sellers_disclosure', 'tx.brokerage_services']],
    [
      'FL',
      ['fl.radon', 'fl.flood', 'fl.property_tax', 'fl.sellers_disclosure', 'fl.foreign_buyer_affidavit'],
    ],
    ['AZ', ['az.sellers_disclosure', 'az.property_value']],
    ['WA', ['wa.sellers_disclosure', 'wa.agency_pamphlet', 'wa.seller_services', 'wa.excise_tax']],
    [
      'NY',
      [
        ...['ny.property_condition', 'ny.agency_disclosure', 'ny.fair_housing', 'ny.smoke_alarm'],
        ...['ny.transfer_tax', 'ny.transfer_report'],
      ],
    ],
    [
      'CO',
      [
        ...['co.sellers_disclosure', 'co.brokerage_disclosure', 'co.special_district', 'co.water_source'],
        ...['co.mineral_estate', 'co.radon', 'co.transfer_declaration', 'co.conveyance_information'],
      ],
    ],
    ['ID', []],
  ])('in %s needs what its statutes ask for', (state, expected) => {
    const { required, open } = listOf({ ...KNOWN, state })
    expect(required.toSorted()).toEqual([...FEDERAL, ...expected].toSorted())
    expect(open).toEqual([])
  })
})

describe('federal law', () => {
  test.each([
    ['a home of 1977 is disclosed for lead-based paint (42 U.S.C. 4852d)', { year_built: 1977 }, true],
    ['a home of 1978 is not', { year_built: 1978 }, false],
    ['nor is land', { year_built: 1950, property_type: 'land' }, false],
    ['a lease of an old home is', { year_built: 1950, transaction_type: 'lease' }, true],
    ['a refinance is not', { year_built: 1950, transaction_type: 'refinance' }, false],
  ])('%s', (_, facts, needed) => {
    expect(listOf({ ...KNOWN, state: 'ID', ...facts }).required.includes('us.lead_based_paint')).toBe(needed)
  })

  test('a foreign seller has tax withheld instead of a certification (26 U.S.C. 1445)', () => {
    const { required } = listOf({ ...KNOWN, seller_is_foreign: true })
    expect(required).toContain('us.firpta_withholding')
    expect(required).not.toContain('us.non_foreign_status')
  })

  test('an exchanging seller needs the clause, the assignment and the notice (26 CFR 1.1031(k)-1(g)(4)(v))', () => {
    const { required } = listOf({ ...KNOWN, exchange_cooperation: true })
    expect(required).toEqual(
      expect.arrayContaining(['us.exchange_cooperation', 'us.exchange_assignment', 'us.exchange_notice']),
    )
  })

  test('each loan has its documents', () => {
    const of = (financing: 'fha' | 'va' | 'seller') => listOf({ ...KNOWN, financing }).required
    expect(of('fha')).toEqual(
      expect.arrayContaining([
        'us.closing_disclosure',
        'us.fha_amendatory_clause',
        'us.fha_inspection_notice',
      ]),
    )
    expect(of('va')).toContain('us.va_escape_clause')
    expect(of('va')).not.toContain('us.fha_amendatory_clause')
    expect(of('seller')).not.toContain('us.closing_disclosure')
  })
})

describe('what changes with a fact', () => {
  test.each([
    [
      'CA',
      'a home of 1950',
      { year_built: 1950 },
      ['ca.earthquake_guide', 'ca.plumbing', 'us.lead_based_paint'],
    ],
    ['CA', 'an association', { hoa: true }, ['ca.hoa']],
    ['CA', 'a buyer whom we represent', { side: 'both' as const }, ['ca.buyer_representation']],
    ['TX', 'an association', { hoa: true }, ['tx.association_notice']],
    [
      'TX',
      'a conventional loan',
      { financing: 'conventional' as const },
      ['tx.third_party_financing', 'us.closing_disclosure'],
    ],
    ['FL', 'an association', { hoa: true }, ['fl.hoa']],
    ['AZ', 'both sides', { side: 'both' as const }, ['az.dual_agency']],
    ['AZ', 'an association', { hoa: true }, ['az.planned_community']],
    ['WA', 'a buyer whom we represent', { side: 'both' as const }, ['wa.buyer_services']],
    ['NY', 'the county of Kings', { county: 'Kings' }, ['ny.city_transfer_tax']],
    ['CO', 'an association', { hoa: true }, ['co.hoa']],
  ])('in %s: %s', (state, _, facts, more) => {
    const before = listOf({ ...KNOWN, state }).required
    const after = listOf({ ...KNOWN, state, ...facts }).required
    expect(after.filter((key) => !before.includes(key)).toSorted()).toEqual(more.toSorted())
  })

  test.each([
    ['TX', 'tx.sellers_disclosure'],
    ['NY', 'ny.property_condition'],
    ['CO', 'co.sellers_disclosure'],
  ])('a new home in %s has no disclosure of its seller', (state, key) => {
    expect(listOf({ ...KNOWN, state, new_construction: true }).required).not.toContain(key)
  })

  test.each([
    ['TX', ['tx.condominium_resale']],
    ['FL', ['fl.condominium']],
    ['AZ', ['az.condominium']],
    ['WA', ['wa.resale_certificate']],
  ])('a condominium in %s has documents of its own, and not those of a planned community', (state, keys) => {
    const { required } = listOf({ ...KNOWN, state, property_type: 'condo', hoa: true })
    expect(required).toEqual(expect.arrayContaining(keys))
    expect(required.filter((key) => /fl\.hoa|planned_community|association_notice/.test(key))).toEqual([])
  })

  test('a condominium in New York needs no property condition statement (Real Prop. Law 461)', () => {
    const { required } = listOf({ ...KNOWN, state: 'NY', property_type: 'condo' })
    expect(required).not.toContain('ny.property_condition')
  })

  test('vacant land in Texas warns of rollback taxes, and on the coast of the coast', () => {
    const land = { ...KNOWN, state: 'TX', property_type: 'land', county: 'Galveston' }
    expect(listOf(land).required).toContain('tx.rollback_tax')
    expect(listOf(land).optional).toContain('tx.coastal_area')
    expect(listOf({ ...land, county: 'Dallas' }).optional).not.toContain('tx.coastal_area')
  })

  test('leases of homes have the notices of their state', () => {
    const lease = { ...KNOWN, transaction_type: 'lease' }
    expect(listOf({ ...lease, state: 'NY' }).required).toContain('ny.lease_flood')
    expect(listOf({ ...lease, state: 'FL' }).required.toSorted()).toEqual(['fl.lease_flood', 'fl.radon'])
  })

  test('a California sale for $100,000 needs no withholding statement, one for a cent more does', () => {
    const of = (sale_price: number) => listOf({ ...KNOWN, state: 'CA', sale_price }).required
    expect(of(100_000)).not.toContain('ca.withholding')
    expect(of(100_000.01)).toContain('ca.withholding')
  })
})

test('what is unknown is asked for, and only where it decides', () => {
  const { state: _, year_built: __, ...unknown } = { ...KNOWN, state: '' }
  const { open } = listOf({ ...unknown, state: 'CA' })
  expect(open.toSorted()).toEqual([
    'ca.earthquake_guide',
    'ca.fire_hardening',
    'ca.plumbing',
    'us.lead_based_paint',
  ])
})

describe('every rule of the library', () => {
  test.each(ALL.map((rule) => [rule.library_key, rule] as const))(
    '%s can be copied as it is',
    (key, rule) => {
      expect(LibraryRule.parse(rule)).toEqual(rule)
      expect(mistakesOf(rule.when)).toEqual([])
      expect(depthOf(rule.when)).toBeLessThanOrEqual(3)
      expect(rule.citation).toBeTruthy()
      const [state = ''] = key.split('.')
      if (state === 'us') return
      // A rule of a state never asks anything of a deal in another one.
      expect(judge(rule.when, { ...KNOWN, state: 'ID' }).holds).toBe(false)
      expect(JSON.stringify(rule.when)).toContain(`{"fact":"state","is":"${state.toUpperCase()}"}`)
    },
  )

  test('has a key of its own, and a category that documents have', () => {
    expect(new Set(ALL.map(({ library_key }) => library_key)).size).toBe(ALL.length)
    for (const { document_type, document_category } of ALL)
      if (document_type && document_category)
        expect(Object.keys(CATEGORIES[document_type])).toContain(document_category)
  })

  test('stands in a state with eight to fourteen of them', () => {
    for (const state of LibraryState.options) {
      expect(LIBRARY[state].length, state).toBeGreaterThanOrEqual(8)
      expect(LIBRARY[state].length, state).toBeLessThanOrEqual(14)
    }
  })
})
