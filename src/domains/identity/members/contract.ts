import { z } from 'zod'
import { Member, MemberChange, PermissionEntry } from '#domains/identity/schema.ts'
import { contract, get, page, patch } from '#lib/contract.ts'

export const members = contract(
  { tag: 'members', about: ['member'], who: 'members.manage' },
  {
    all: page('/members', {
      summary: 'List members',
      who: 'members.read',
      item: Member,
      by: ['display_name', 'id'],
    }),
    change: patch('/members/:id', {
      summary: 'Change a member’s role, permissions or status',
      agents: false,
      takes: MemberChange,
      gives: Member,
      versioned: true,
    }),
    permissions: get('/permissions', {
      summary: 'List what members can be allowed to do, with the roles that allow it',
      who: 'member',
      gives: z.object({ items: z.array(PermissionEntry) }),
      whole: 'They are part of the product.',
    }),
  },
)
