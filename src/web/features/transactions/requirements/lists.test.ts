import { expect, test } from 'vitest'
import type { DealRequirement } from '#domains/transactions/requirements/schema.ts'
import { groupsOf, questionsOf, undecidedOf, waitingFor } from './lists.ts'

const item = (name: string, more: Partial<DealRequirement> = {}): DealRequirement => ({
  ...{ id: name, transaction_id: 'deal', rule_id: 'rule', name, requirement: 'required', reason: null },
  ...{ citation: null, missing: [], document_type: null, document_category: null, state: 'open', since: '' },
  ...{ document_id: null, document_title: null, document_version: null, submitted_by: null },
  ...{ submitted_by_name: null, version_number: null, reviewed_by_name: null, message: null },
  ...more,
})
const names = (items: DealRequirement[]) => items.map(({ name }) => name)

test('a deal’s documents are in three groups, what was rejected first', () => {
  const groups = groupsOf([
    item('Deed', { state: 'approved' }),
    item('Survey', { requirement: 'optional' }),
    item('FIRPTA', { missing: ['seller_is_foreign'] }),
    item('Contract'),
    item('Lead paint', { state: 'rejected' }),
    item('Insurance', { requirement: 'optional', state: 'submitted' }),
    item('HOA', { requirement: 'not_applicable', document_id: 'document', state: 'submitted' }),
    item('Radon', { requirement: 'not_applicable' }),
  ])
  expect(names(groups.needed)).toEqual(['Lead paint', 'Contract', 'FIRPTA', 'Insurance'])
  expect(names(groups.optional)).toEqual(['Survey'])
  expect(names(groups.done)).toEqual(['HOA', 'Deed'])
})

test('the fact that decides most is asked for first, and nothing for what was waived', () => {
  const questions = questionsOf([
    item('HOA', { missing: ['hoa'] }),
    item('Lead paint', { missing: ['year_built', 'property_type'] }),
    item('Plumbing', { missing: ['year_built'] }),
    item('FIRPTA', { missing: ['seller_is_foreign'], state: 'not_applicable' }),
  ])
  expect(questions[0]).toEqual({ fact: 'year_built', decides: 2 })
  expect(questions.map(({ fact }) => fact)).not.toContain('seller_is_foreign')
})

test('closing waits for what is required now; what may be needed is not counted with it', () => {
  const items = [
    item('Contract'),
    item('FIRPTA', { missing: ['seller_is_foreign'] }),
    item('Lead paint', { missing: ['year_built'], state: 'approved' }),
    item('Survey', { missing: ['state'], requirement: 'optional' }),
  ]
  expect(undecidedOf(items)).toBe(1)
  expect(waitingFor(1, 0)).toBe('Closing waits for 1 document')
  expect(waitingFor(2, 1)).toBe('Closing waits for 2 documents · 1 more may be needed')
  expect(waitingFor(0, 2)).toBe('Closing waits for answers: 2 documents may be needed')
})
