import { Preview } from '#domains/transactions/dates/schema.ts'
import { contract, get, patch, post } from '#lib/contract.ts'
import { AppliedValues, ProposedValues, ValueDecision, ValuesToApply } from './schema.ts'

export const valueProposals = contract(
  { tag: 'transactions', about: ['transaction', 'document'], who: 'transactions.edit' },
  {
    all: get('/transactions/:id/proposals', {
      summary: 'List values of the documents of a deal that the deal doesn’t have',
      who: 'transactions.read',
      gives: ProposedValues,
      whole: 'At most one for each field of the deal, and the people that its documents name.',
      versioned: true,
    }),
    apply: patch('/transactions/:id/proposals', {
      summary: 'Apply values of documents to a deal, or preview which dates would move',
      query: Preview,
      takes: ValuesToApply,
      gives: AppliedValues,
      versioned: true,
      errors: ['conflict', 'refused'],
    }),
    reject: post('/transactions/:id/proposals/reject', {
      summary: 'Say that a value of a document isn’t wanted for a deal',
      takes: ValueDecision,
      errors: ['conflict'],
    }),
    restore: post('/transactions/:id/proposals/restore', {
      summary: 'Propose a value again that was rejected',
      takes: ValueDecision,
      errors: ['conflict'],
    }),
  },
)
