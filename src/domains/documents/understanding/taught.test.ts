import { describe, expect, test } from 'vitest'
import { contextOf } from './context.ts'
import type { Extraction } from './extract.ts'
import { followTaught } from './taught.ts'

describe('the label of a value', () => {
  const label = (text: string, value: string, kind: 'date' | 'amount' | 'name' = 'amount') =>
    contextOf(text, text.indexOf(value), kind)

  test('is the text before it in its row, without figures and punctuation', () => {
    expect(label('7. Consideration tendered at table: $5,000.00', '$5')).toBe(
      'amount # consideration tendered at table',
    )
    expect(label('Item 3   Consideration tendered   $5,000.00', '$5')).toBe('amount consideration tendered')
  })

  test('is the row above if the value starts its row', () => {
    expect(label('Consideration tendered\n$5,000.00', '$5')).toBe('amount consideration tendered')
  })

  test('is none if there are no telling words', () => {
    expect(label('$5,000.00', '$5')).toBeUndefined()
    expect(label('to $5,000.00', '$5')).toBeUndefined()
  })
})

describe('what an organization has taught', () => {
  const value = (context: string, field = 'amount', confidence = 0.6): Extraction => ({
    field,
    value: '$5,000.00',
    normalized: '5000.00',
    page_number: 1,
    box: { x0: 0, y0: 0, x1: 1, y1: 1 },
    confidence,
    context,
  })
  const LABEL = 'amount consideration tendered'
  const decided = (field: string, accepted: number, rejected = 0, context = LABEL) => ({
    context,
    field,
    accepted,
    rejected,
  })

  test('is followed for values with the same label, with more confidence the more often it was decided', () => {
    const [once] = followTaught([value(LABEL)], [decided('earnest_money', 1)])
    expect(once).toMatchObject({ field: 'earnest_money', confidence: 0.8 })
    const [often] = followTaught([value(LABEL)], [decided('earnest_money', 20)])
    expect(often?.confidence).toBeGreaterThan(0.95)
    expect(followTaught([value('amount another label')], [decided('earnest_money', 20)])).toEqual([
      value('amount another label'),
    ])
  })

  test('is not followed where people disagreed, nor once for a label that can mean anything', () => {
    const torn = [decided('earnest_money', 2), decided('purchase_price', 2)]
    expect(followTaught([value(LABEL)], torn)).toEqual([value(LABEL)])
    const short = [decided('earnest_money', 2, 0, 'amount amount')]
    expect(followTaught([value('amount amount')], short)).toEqual([value('amount amount')])
    const thrice = [decided('earnest_money', 3, 0, 'amount amount')]
    expect(followTaught([value('amount amount')], thrice)).toMatchObject([{ field: 'earnest_money' }])
  })

  test('is no longer used where it was only ever rejected', () => {
    const said = value(LABEL, 'purchase_price', 0.9)
    expect(followTaught([said], [decided('purchase_price', 0, 1)])).toEqual([said])
    expect(followTaught([said], [decided('purchase_price', 0, 2)])).toMatchObject([
      { field: 'amount', confidence: 0.5 },
    ])
  })

  test('never leaves one value twice in the same field', () => {
    const both = [value(LABEL), value('amount escrow deposit', 'earnest_money', 0.7)]
    expect(followTaught(both, [decided('earnest_money', 1)])).toMatchObject([
      { field: 'earnest_money', confidence: 0.8 },
    ])
  })

  test('never lowers the confidence of a value that was right before', () => {
    const [kept] = followTaught([value(LABEL, 'earnest_money', 0.93)], [decided('earnest_money', 1)])
    expect(kept).toMatchObject({ field: 'earnest_money', confidence: 0.93 })
  })
})
