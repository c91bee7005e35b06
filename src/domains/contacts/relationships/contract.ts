import { contract, get, page, patch, post, remove } from '#lib/contract.ts'
import { ContactGraph, NewRelationship, Relationship, RelationshipChange } from './schema.ts'

export const relationships = contract(
  { tag: 'contacts', about: ['contact'], who: 'contacts.edit' },
  {
    all: page('/contacts/:id/relationships', {
      summary: 'List how a contact is related to others',
      who: 'contacts.read',
      item: Relationship,
      by: ['id'],
    }),
    graph: get('/contacts/:id/graph', {
      summary: 'Get the relationships around a contact, up to three steps away',
      who: 'contacts.read',
      gives: ContactGraph,
    }),
    create: post('/contacts/:id/relationships', {
      summary: 'Relate a contact to another',
      takes: NewRelationship,
      gives: Relationship,
      status: 201,
    }),
    change: patch('/contacts/:id/relationships/:relationship_id', {
      summary: 'Change a relationship, or end it',
      takes: RelationshipChange,
      gives: Relationship,
      versioned: true,
    }),
    remove: remove('/contacts/:id/relationships/:relationship_id', {
      summary: 'Remove a relationship that was entered by mistake',
    }),
  },
)
