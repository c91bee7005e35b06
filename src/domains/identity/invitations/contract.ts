import { contract, page, post, remove } from '#lib/contract.ts'
import { Invitation, NewInvitation } from './schema.ts'

export const invitations = contract(
  { tag: 'members', about: ['invitation', 'member'], who: 'members.manage', agents: false },
  {
    all: page('/invitations', { summary: 'List open invitations', item: Invitation, by: ['id'] }),
    create: post('/invitations', {
      summary: 'Invite a member',
      takes: NewInvitation,
      gives: Invitation,
      status: 201,
    }),
    resend: post('/invitations/:id/resend', { summary: 'Resend an invitation', gives: Invitation }),
    revoke: remove('/invitations/:id', { summary: 'Revoke an invitation' }),
  },
)
