import { NewParty, PartyChange } from '#domains/transactions/schema.ts'
import { contract, page, patch, post, remove } from '#lib/contract.ts'
import { Party } from './schema.ts'

export const parties = contract(
  { tag: 'transactions', about: ['transaction'], who: 'transactions.edit' },
  {
    all: page('/transactions/:id/parties', {
      summary: 'List the parties of a deal',
      who: 'transactions.read',
      item: Party,
      by: ['id'],
    }),
    create: post('/transactions/:id/parties', {
      summary: 'Add a contact as a party of a deal',
      takes: NewParty,
      gives: Party,
      status: 201,
    }),
    change: patch('/transactions/:id/parties/:party_id', {
      summary: 'Change the role, side or signing order of a party',
      takes: PartyChange,
      gives: Party,
    }),
    remove: remove('/transactions/:id/parties/:party_id', { summary: 'Remove a party from a deal' }),
  },
)
