import { IconFile } from '@tabler/icons-react'
import { describe, expect, test } from 'vitest'
import type { Membership } from '#domains/identity/schema.ts'
import type { Entry } from '#web/pages.ts'
import { closedEntry, groupsFor, isCurrent } from './navigation.ts'

const entry = (to: string, rest: Partial<Entry> = {}): Entry => ({
  to,
  label: to.slice(1),
  icon: IconFile,
  group: 'documents',
  order: 1,
  ...rest,
})
const member = (type: Membership['type'], permissions: string[] = []): Membership => ({
  organization_id: '01900000-0000-7000-8000-000000000001',
  name: 'Harbor Realty',
  slug: 'harbor',
  type,
  role: 'agent',
  permissions,
  logo_url: null,
  branding: {},
  mfa_required: false,
})

describe('the navigation', () => {
  const all = [
    entry('/deals', { group: 'work', order: { agency: 1, law_firm: 1, title_company: 1, intermediary: 2 } }),
    entry('/exchanges', {
      group: 'work',
      order: { agency: 2, law_firm: 2, title_company: 2, intermediary: 1 },
    }),
    entry('/funds', { group: 'money', needs: 'funds.read' }),
    entry('/documents', { but: ['/documents/requests'] }),
    entry('/documents/requests', { order: 2 }),
  ]

  test.each([
    { type: 'agency' as const, expected: ['deals', 'exchanges', 'documents', 'documents/requests', 'funds'] },
    {
      type: 'intermediary' as const,
      expected: ['exchanges', 'deals', 'funds', 'documents', 'documents/requests'],
    },
  ])('comes in the order of its kind of organization: $type', ({ type, expected }) => {
    const groups = groupsFor(all, member(type, ['funds.read']))
    expect(groups.flatMap(({ entries }) => entries.map(({ label }) => label))).toEqual(expected)
  })

  test('has no group whose pages the member may not open', () => {
    expect(groupsFor(all, member('agency')).map(({ label }) => label)).toEqual(['Work', 'Documents'])
  })

  test('leaves out what is for another kind of organization', () => {
    const commissions = entry('/commissions', { group: 'money', only: ['agency'] })
    const shown = (type: Membership['type']) => groupsFor([commissions], member(type)).length
    expect([shown('agency'), shown('intermediary')]).toEqual([1, 0])
  })

  test('marks the entry of a page below it, unless another entry is nearer', () => {
    const [documents, requests] = [all[3], all[4]] as [Entry, Entry]
    const current = (path: string) => [documents, requests].filter((one) => isCurrent(one, path))
    expect(current('/documents')).toEqual([documents])
    expect(current('/documents/trash')).toEqual([documents])
    expect(current('/documents/requests')).toEqual([requests])
    expect(current('/documentsx')).toEqual([])
    expect([isCurrent(entry('/'), '/'), isCurrent(entry('/'), '/documents')]).toEqual([true, false])
  })

  test('closes a page opened by its address, and those below it, to a member without its permission', () => {
    const guarded = [
      entry('/documents', { needs: 'documents.read', but: ['/documents/requests'] }),
      entry('/documents/requests', { needs: 'documents.upload' }),
      entry('/settings'),
      entry('/settings/webhooks', { needs: 'webhooks.manage' }),
    ]
    const closed = (path: string, ...permissions: string[]) => closedEntry(guarded, path, permissions)?.to
    expect(closed('/documents/requests', 'documents.read')).toBe('/documents/requests')
    expect(closed('/documents/requests', 'documents.upload')).toBeUndefined()
    expect(closed('/documents/trash', 'documents.read')).toBeUndefined()
    expect(closed('/settings/webhooks/1')).toBe('/settings/webhooks')
    expect(closed('/settings/webhooks', 'webhooks.manage')).toBeUndefined()
    expect(closed('/settings/profile')).toBeUndefined()
  })
})
