import { describe, expect, test } from 'vitest'
import { isUnclear } from '#domains/documents/rules/periods.ts'
import { findContingencies } from './contingencies.ts'
import { VARIED_CLAUSES } from './varied-clauses.ts'

const read = (text: string) =>
  Object.fromEntries(
    findContingencies(text).map(({ field, normalized }) => [
      field,
      isUnclear(field, normalized) ? 'unclear' : normalized,
    ]),
  )

describe('a contingency is read with what ends it', () => {
  test.each(VARIED_CLAUSES)('in the words of any state: $text', ({ text, says }) => {
    expect(read(text)).toEqual(says)
  })

  test('from the table of a form, where what was filled in counts and not what is printed', () => {
    const form = [
      'L(1)    Loan contingency           17 (or 21) Days after Acceptance      [ ] No contingency',
      'L(2)    Appraisal contingency      17 (or ____) Days after Acceptance',
      'L(5)    Review of Seller Documents 17 (or ____) Days after Acceptance, or 5 Days after Delivery, whichever is later',
      'L(6)    Preliminary (Title) Report 10 Days after Acceptance',
      'L(8)    Sale of Buyer’s property   [ ] not contingent',
    ].join('\n')
    expect(read(form)).toEqual({
      loan_contingency: '21 days after acceptance',
      appraisal_contingency: '17 days after acceptance',
      disclosure_contingency: '17 days after acceptance',
      title_contingency: '10 days after acceptance',
    })
  })

  test('for each of those that one sentence names', () => {
    expect(
      read(
        'Buyer has 17 days to inspect the property, 17 days for the appraisal and 21 days for loan approval.',
      ),
    ).toEqual({
      inspection_contingency: '17 days after acceptance',
      appraisal_contingency: '17 days after acceptance',
      loan_contingency: '21 days after acceptance',
    })
    expect(read('The loan and appraisal contingency is 14 days.')).toEqual({
      loan_contingency: '14 days after acceptance',
      appraisal_contingency: '14 days after acceptance',
    })
  })

  test('by what is delivered, and not by the table above it', () => {
    const page = [
      'L(3)    Investigation of Property    10 Days after Acceptance',
      'Buyer may object within 5 days after receipt of the preliminary title report.',
    ].join('\n')
    expect(read(page)).toEqual({
      inspection_contingency: '10 days after acceptance',
      title_contingency: '5 days after delivery',
    })
  })

  test('under the heading of its paragraph, also in a form that numbers its rows', () => {
    const offer = [
      '32',
      '33 APPRAISAL. [X] Buyer may cancel if the appraised value is lower than',
      '34 the price and Seller won’t reduce within 5 days.',
      '35',
      '36 INSPECTION. Within 15 days of acceptance. Notice of defects, right to cure',
    ].join('\n')
    expect(read(offer)).toEqual({ inspection_contingency: '15 days after acceptance' })
    const title =
      '5. TITLE. Seller has ordered a preliminary commitment. Purchaser may object within ten (10) days after receipt of the commitment.'
    expect(read(title)).toEqual({ title_contingency: '10 days after delivery' })
  })

  test('with its place in the text, so that the page can show it', () => {
    const text = 'Page 4\nThe inspection contingency ends 17 days after acceptance.'
    const [found] = findContingencies(text)
    expect(found).toMatchObject({ value: '17 days after acceptance', field: 'inspection_contingency' })
    expect(text.slice(found?.start, found?.end)).toBe('17 days after acceptance')
  })
})

test('no text, however long, holds the reading up', { timeout: 60_000 }, () => {
  const monsters = ['10 days ', 'ten (', 'inspection 10 days after ', '_', 'January 5, 2026 by ', '10 (or ']
  for (const monster of monsters)
    expect(findContingencies(monster.repeat(100_000 / monster.length)).length).toBeLessThan(601)
})

describe('nothing is read', () => {
  test.each([
    'Seller shall deliver the resale certificate within 10 days after acceptance.',
    'Buyer shall apply for the loan within five days after acceptance.',
    'This offer is good until March 11, 2026, and is void if not accepted.',
    'Owners’ association dues of $285.00 a year are paid through December 31, 2025.',
    'The inspection was performed on January 12, 2026.',
    'The loan is amortized over 30 years; payment 30 days late costs 5%.',
    'Tenant may cancel within 30 days after the lender of the landlord takes title.',
  ])('from another period: %s', (text) => {
    expect(read(text)).toEqual({})
  })

  test('but a contradiction, where words and figures or two columns disagree', () => {
    expect(read('Inspection period: ten (15) days after acceptance.')).toEqual({
      inspection_contingency: 'unclear',
    })
    expect(read('Home inspection   10 days   5 days')).toEqual({ inspection_contingency: 'unclear' })
    expect(read('Appraisal Deadline   July 8, 2026   July 13, 2026')).toEqual({
      appraisal_contingency: 'unclear',
    })
    expect(read('Inspection period: ten (10) days after acceptance.')).toEqual({
      inspection_contingency: '10 days after acceptance',
    })
  })
})
