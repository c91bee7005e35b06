import { Member, MemberChange } from '#domains/identity/schema.ts'
import { contract, page, patch } from '#lib/contract.ts'

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
  },
)
