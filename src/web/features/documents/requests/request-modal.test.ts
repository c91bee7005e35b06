import { expect, test } from 'vitest'
import { NewDocumentRequest } from '#domains/documents/requests/schema.ts'
import { requestOf } from './RequestModal.tsx'

const form = {
  requested_from_email: 'carla@client.example',
  requested_from_name: '',
  title: '',
  items: [
    { title: 'W-2', explanation: null },
    { title: '', explanation: null },
  ],
  due_on: '',
  message: '',
  visibility: 'private' as const,
  team_id: null,
  expires_in_days: 14,
}

test('a request for one document is called by it, and lines that were left empty are not asked for', () => {
  expect(requestOf(form)).toMatchObject({ title: 'W-2', items: [{ title: 'W-2' }] })
  expect(NewDocumentRequest.safeParse(requestOf(form)).success).toBe(true)
})

test('a request for several is called by its title, or by how many there are', () => {
  const items = [...form.items, { title: 'Photo ID', explanation: 'Both sides' }]
  expect(requestOf({ ...form, items })).toMatchObject({
    title: '2 documents',
    items: [{ title: 'W-2' }, { title: 'Photo ID', explanation: 'Both sides' }],
  })
  expect(requestOf({ ...form, items, title: '1204 Alder Court', due_on: '2027-01-15' })).toMatchObject({
    title: '1204 Alder Court',
    due_on: '2027-01-15',
  })
})
