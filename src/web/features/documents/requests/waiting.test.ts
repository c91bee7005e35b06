import { expect, test } from 'vitest'
import type { DocumentRequest } from '#domains/documents/requests/schema.ts'
import { readAs } from '#web/kit/reader.ts'
import { askingAgain, isLate, toUpcoming, toWaiting } from './waiting.ts'

const NOW = new Date('2026-11-30T18:00:00Z')
readAs({ timezone: 'America/New_York', locale: 'en-US' })

const request = (more: Partial<DocumentRequest>) =>
  ({
    id: 'r1',
    state: 'open',
    title: 'Loan file',
    requested_from_email: 'carla@client.example',
    requested_from_name: 'Carla Client',
    due_on: null,
    expires_at: '2026-12-15T05:00:00Z',
    created_at: '2026-11-01T12:00:00Z',
    mail_failed_at: null,
    documents: [{ id: 'd1', problem: 'corrupt' }],
    ...more,
  }) as DocumentRequest

test.each([
  ['was due yesterday', request({ due_on: '2026-11-29' }), 'Late', ['Send reminder']],
  ['is due today', request({ due_on: '2026-11-30' }), undefined, undefined],
  [
    'expires in two days',
    request({ expires_at: '2026-12-02T12:00:00Z' }),
    'Expires soon',
    ['Send reminder', 'Extend 14 days'],
  ],
  ['has expired', request({ state: 'expired', due_on: '2026-11-20' }), 'Overdue', ['Extend 14 days']],
  [
    'was sent to an address that bounced',
    request({ mail_failed_at: '2026-11-02T12:00:00Z' }),
    'Email bounced',
    undefined,
  ],
  ['was received', request({ state: 'received', due_on: '2026-11-20' }), undefined, undefined],
])('what waits for a member of a request that %s', (_, asked, label, acts) => {
  const need = toWaiting(asked, NOW)
  expect(need?.state.label).toBe(label)
  expect(need?.acts?.map((act) => act.label)).toEqual(acts)
})

test('a late request says by how much, and is not among what is coming up', () => {
  const late = request({ due_on: '2026-11-27' })
  expect(toWaiting(late, NOW)?.note).toBe('Requested from Carla Client · 3 days late')
  expect([isLate(late, NOW), isLate(request({ due_on: '2026-12-01' }), NOW)]).toEqual([true, false])
})

test('what is coming up is the day on which it is needed, or else the end of the link', () => {
  expect(toUpcoming(request({ due_on: '2026-12-04' }))).toMatchObject({ at: '2026-12-04', verb: 'needed' })
  expect(toUpcoming(request({ due_on: '2027-01-04' }))).toMatchObject({
    verb: 'expires',
    note: 'Carla Client',
  })
})

test('a file that can’t be opened is asked for again where an open request brought it', () => {
  expect(askingAgain('d1', [request({})]).map(({ label }) => label)).toEqual(['Ask again'])
  expect(askingAgain('d1', [request({ state: 'received' })])).toEqual([])
  expect(askingAgain('d2', [request({})])).toEqual([])
})
