import { expect, test } from 'vitest'
import type { ActivityEntry } from '#domains/documents/activity/schema.ts'
import { together } from '#web/kit/record/timeline.ts'
import { entryOf, happenedOf } from './activity-words.ts'

let n = 0
const entry = (now: Partial<ActivityEntry>): ActivityEntry => ({
  id: `0197f0a0-4c3e-7a51-9c0d-${String(++n).padStart(12, '0')}`,
  kind: 'change',
  name: 'view',
  who: 'Ana Alvarez',
  user_id: null,
  payload: {},
  version_number: 1,
  by_link: false,
  success: true,
  error_message: null,
  ip_address: null,
  created_at: '2026-11-30T12:00:00.000Z',
  ...now,
})
const read = (...entries: Partial<ActivityEntry>[]) =>
  together(entries.map(entry).map(happenedOf))
    .map(entryOf)
    .map(({ who, did, detail }) => [who, did, detail].filter(Boolean).join(' | '))

test.each([
  [{ name: 'view' }, 'Ana Alvarez | viewed it'],
  [
    { name: 'view', version_number: 3, by_link: true, ip_address: '192.0.2.7' },
    'Ana Alvarez | viewed version 3 | by link, 192.0.2.7',
  ],
  [{ name: 'documents.uploaded', payload: { filename: 'deed.pdf' } }, 'Ana Alvarez | uploaded it | deed.pdf'],
  [
    { name: 'documents.version_added', version_number: 2, payload: { restored_from: null } },
    'Ana Alvarez | uploaded version 2',
  ],
  [
    { name: 'documents.version_added', version_number: 4, payload: { restored_from: 1 } },
    'Ana Alvarez | restored version 1 as version 4',
  ],
  [
    { name: 'documents.understood', who: 'Deedline', payload: { document_type: 'closing' } },
    'Deedline | read it as Closing statement',
  ],
  [
    { name: 'documents.changed', payload: { title: { from: 'a', to: 'Deed' } } },
    'Ana Alvarez | changed title | Deed',
  ],
  [
    { name: 'documents.changed', payload: { visibility: { from: 'private', to: 'agency' } } },
    'Ana Alvarez | changed visibility | Whole organization',
  ],
  [{ name: 'documents.changed', payload: { title: {}, tags: {} } }, 'Ana Alvarez | changed title, tags'],
  [
    { name: 'documents.shared', payload: { shared_with: 'buyer@client.example' } },
    'Ana Alvarez | shared it with buyer@client.example',
  ],
  [
    { name: 'documents.shared', payload: { shared_with: null } },
    'Ana Alvarez | shared it with anyone who has the link',
  ],
  [
    { success: false, error_message: 'This link has expired.' },
    'Ana Alvarez | couldn’t open the document | This link has expired.',
  ],
  [
    {
      name: 'documents.extraction_decided',
      payload: { state: 'accepted', field: 'purchase_price', value: '450000.00' },
    },
    'Ana Alvarez | accepted purchase price | 450000.00',
  ],
])('the activity %j reads: %s', (now, sentence) => {
  expect(read(now)).toEqual([sentence])
})

test('many decisions of one person are one line, and so are many views; shares and changes stay apart', () => {
  const accepted = {
    name: 'documents.extraction_decided',
    payload: { state: 'accepted', field: 'buyer', value: 'N' },
  }
  expect(read(accepted, accepted, accepted)).toEqual(['Ana Alvarez | accepted 3 key terms'])
  expect(read({ name: 'view' }, { name: 'view' })).toEqual(['Ana Alvarez | viewed it 2 times'])
  expect(read(accepted, { ...accepted, payload: { state: 'rejected' } })).toHaveLength(2)
  const shared = { name: 'documents.shared', payload: { shared_with: 'a@b.example' } }
  expect(read(shared, shared)).toHaveLength(2)
})
