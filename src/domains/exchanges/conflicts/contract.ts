import { contract, get, page, patch, post, remove } from '#lib/contract.ts'
import {
  Conflicts,
  NewConflictException,
  NewTaxpayerRelationship,
  TaxpayerRelationship,
  TaxpayerRelationshipChange,
} from './schema.ts'

export const conflicts = contract(
  { tag: 'exchanges', about: ['exchange'], who: 'exchanges.read' },
  {
    one: get('/exchanges/:id/conflicts', {
      summary: 'Say whether the intermediary may act for the taxpayer, who holds title, and who is related',
      gives: Conflicts,
    }),
    except: post('/exchanges/:id/conflict-exceptions', {
      summary: 'Record an officer’s finding that a service doesn’t count as a conflict',
      who: 'exchanges.except_conflicts',
      takes: NewConflictException,
      gives: Conflicts,
      status: 201,
      errors: ['refused'],
      agents: false,
    }),
  },
)

export const taxpayerRelationships = contract(
  { tag: 'exchanges', about: ['contact'], who: 'exchanges.edit' },
  {
    all: page('/contacts/:id/taxpayer-relationships', {
      summary: 'List who served a taxpayer as agent, attorney, accountant or employee',
      who: 'exchanges.read',
      item: TaxpayerRelationship,
      by: ['id'],
    }),
    create: post('/contacts/:id/taxpayer-relationships', {
      summary: 'Record who served a taxpayer, in what role, and until when',
      takes: NewTaxpayerRelationship,
      gives: TaxpayerRelationship,
      status: 201,
      errors: ['refused'],
    }),
    change: patch('/contacts/:id/taxpayer-relationships/:taxpayer_relationship_id', {
      summary: 'Update a record of who served a taxpayer',
      takes: TaxpayerRelationshipChange,
      gives: TaxpayerRelationship,
      versioned: true,
    }),
    remove: remove('/contacts/:id/taxpayer-relationships/:taxpayer_relationship_id', {
      summary: 'Remove a record of who served a taxpayer',
      errors: ['refused'],
      agents: false,
    }),
  },
)
