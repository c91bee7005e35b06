import { contract, page, post, remove } from '#lib/contract.ts'
import { Interaction, NewInteraction } from './schema.ts'

export const interactions = contract(
  { tag: 'contacts', about: ['contact'], who: 'contacts.edit' },
  {
    all: page('/contacts/:id/interactions', {
      summary: 'List calls, meetings and messages with a contact, newest first',
      who: 'contacts.read',
      item: Interaction,
      by: ['happened_at', 'id'],
    }),
    create: post('/contacts/:id/interactions', {
      summary: 'Log a call, meeting or message with a contact',
      takes: NewInteraction,
      gives: Interaction,
      status: 201,
    }),
    remove: remove('/contacts/:id/interactions/:interaction_id', {
      summary: 'Remove an interaction that you logged',
    }),
  },
)
