import { expect, test } from 'vitest'
import type { ClockFacts } from './clocks.ts'
import { movedBy } from './moved-by.ts'

const facts: ClockFacts = {
  transfers: ['2026-11-10', '2026-11-02'],
  return: null,
  parked_on: null,
  disasters: [],
}
const filed = {
  return_due_date: '2027-04-15',
  extension_obtained: false,
  extended_due_date: '2027-10-15',
}
const relief = {
  relief: 'section_17' as const,
  disaster_date: '2026-11-20',
  general_postponement_date: '2027-02-01',
  affected_taxpayer: true,
  difficulty_meeting_deadline: false,
}

test('the first version of a deadline follows from the first transfer', () => {
  const moved = [{ fact: 'first_transfer', from: null, to: '2026-11-02' }]
  expect(movedBy('identification', null, facts)).toEqual(moved)
  expect(movedBy('exchange', null, facts)).toEqual(moved)
})

test('a corrected transfer is named once, whatever its place among the others', () => {
  const corrected = { ...facts, transfers: ['2026-11-05', '2026-11-10'] }
  expect(movedBy('identification', facts, corrected)).toEqual([
    { fact: 'first_transfer', from: '2026-11-02', to: '2026-11-05' },
  ])
})

test('the return moves the exchange deadline, and an extension only once it is obtained', () => {
  const due = { ...facts, return: filed }
  const extended = { ...facts, return: { ...filed, extension_obtained: true } }
  expect(movedBy('exchange', facts, due)).toEqual([{ fact: 'return_due_date', from: null, to: '2027-04-15' }])
  expect(movedBy('exchange', due, extended)).toEqual([
    { fact: 'return_due_date', from: '2027-04-15', to: '2027-10-15' },
  ])
})

test('of what changed between two versions, only what is behind the deadline is named', () => {
  const both = { ...facts, return: filed, disasters: [relief] }
  expect(movedBy('identification', facts, both)).toEqual([
    { fact: 'disaster_relief', from: null, to: '2026-11-20' },
  ])
})

test('relief that the return limits names the return where nothing nearer differs', () => {
  const limited = { ...facts, disasters: [relief] }
  expect(movedBy('identification', limited, { ...limited, return: filed })).toEqual([
    { fact: 'return_due_date', from: null, to: '2027-04-15' },
  ])
})
