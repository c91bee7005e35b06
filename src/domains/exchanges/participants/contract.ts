import { contract, page, patch, post, remove } from '#lib/contract.ts'
import { NewParticipant, Participant, ParticipantChange } from './schema.ts'

export const participants = contract(
  { tag: 'exchanges', about: ['exchange'], who: 'exchanges.edit' },
  {
    all: page('/exchanges/:id/participants', {
      summary: 'List the participants of an exchange, also those who have left',
      who: 'exchanges.read',
      item: Participant,
      by: ['id'],
    }),
    create: post('/exchanges/:id/participants', {
      summary: 'Add a contact or a member as a participant of an exchange',
      takes: NewParticipant,
      gives: Participant,
      status: 201,
    }),
    change: patch('/exchanges/:id/participants/:exchange_participant_id', {
      summary: 'Change what a participant of an exchange may do and see',
      takes: ParticipantChange,
      gives: Participant,
      versioned: true,
      errors: ['refused'],
    }),
    remove: remove('/exchanges/:id/participants/:exchange_participant_id', {
      summary: 'End the part of a participant in an exchange',
    }),
  },
)
