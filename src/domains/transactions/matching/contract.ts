import { contract, page, patch } from '#lib/contract.ts'
import { DealProposal, ProposalDecision, ProposalFilter } from './schema.ts'

export const dealProposals = contract(
  { tag: 'transactions', about: ['transaction', 'document'], who: 'transactions.read' },
  {
    all: page('/transaction-proposals', {
      summary: 'List documents that may belong to a deal, the newest first',
      query: ProposalFilter,
      item: DealProposal,
      by: ['id'],
    }),
    decide: patch('/transaction-proposals/:proposal_id', {
      summary: 'Attach a document to the deal that was proposed, dismiss the proposal, or take that back',
      who: 'transactions.edit',
      takes: ProposalDecision,
      gives: DealProposal,
      errors: ['conflict'],
    }),
  },
)
