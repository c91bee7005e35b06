import { expect, test } from 'vitest'
import { type Moved, neededFor } from './steps.ts'

const deal: Moved = {
  ...{ id: '1', side: 'listing', stage: 'listed', address: '12 Harbor Street', transaction_type: 'sale' },
  ...{ contract_date: null, sale_price: null },
}

test('a step asks for what the API would refuse to go without, and for nothing else', () => {
  expect(neededFor(deal, 'offer')).toEqual([])
  expect(neededFor(deal, 'under_contract')).toEqual(['contract_date'])
  const pending: Moved = { ...deal, stage: 'clear_to_close', contract_date: '2026-03-02' }
  expect(neededFor(pending, 'closed')).toEqual(['closed_on', 'sale_price'])
  expect(neededFor({ ...pending, transaction_type: 'lease' }, 'closed')).toEqual(['closed_on'])
  expect(neededFor(pending, 'listed')).toEqual(['reason'])
  expect(neededFor(pending, 'cancelled')).toEqual(['reason'])
})
