import { contract, get, page, post, remove } from '#lib/contract.ts'
import {
  Approval,
  DealRequirement,
  DealRequirements,
  NewRequirement,
  Rejection,
  ReviewFilter,
  ReviewItem,
  Submission,
  Waiver,
} from './schema.ts'

/** What decides on a document is for people. */
const BY_PEOPLE = { agents: false } as const

const ONE = '/transactions/:id/requirements/:requirement_id'

export const requirements = contract(
  { tag: 'transactions', about: ['transaction'], who: 'transactions.edit' },
  {
    review: page('/transactions/requirements', {
      summary: 'List documents that wait for review, or were rejected, across deals, the oldest first',
      who: 'transactions.read',
      query: ReviewFilter,
      item: ReviewItem,
      by: ['since', 'id'],
    }),
    of_deal: get('/transactions/:id/requirements', {
      summary: 'Get the documents that a deal needs, with their states and reasons',
      who: 'transactions.read',
      gives: DealRequirements,
    }),
    add: post('/transactions/:id/requirements', {
      summary: 'Add a required document to a deal by hand',
      takes: NewRequirement,
      gives: DealRequirement,
      status: 201,
      errors: ['refused'],
    }),
    remove: remove(ONE, {
      summary: 'Remove a required document that was added by hand',
      errors: ['refused'],
    }),
    submit: post(`${ONE}/submit`, {
      summary: 'Submit a document for review; it’s attached to the deal if it isn’t yet',
      takes: Submission,
      gives: DealRequirement,
      errors: ['refused'],
    }),
    approve: post(`${ONE}/approve`, {
      ...BY_PEOPLE,
      summary: 'Approve the version of a submitted document that you looked at',
      who: 'transactions.review',
      takes: Approval,
      gives: DealRequirement,
      errors: ['conflict', 'refused'],
    }),
    reject: post(`${ONE}/reject`, {
      ...BY_PEOPLE,
      summary: 'Reject a submitted document, with what is wrong',
      who: 'transactions.review',
      takes: Rejection,
      gives: DealRequirement,
      errors: ['conflict', 'refused'],
    }),
    waive: post(`${ONE}/not-applicable`, {
      ...BY_PEOPLE,
      summary: 'Mark a required document as not applicable, with the reason',
      takes: Waiver,
      gives: DealRequirement,
      errors: ['refused'],
    }),
    reopen: post(`${ONE}/reopen`, {
      ...BY_PEOPLE,
      summary: 'Reopen a required document that was approved, rejected or marked as not applicable',
      gives: DealRequirement,
      errors: ['refused'],
    }),
  },
)
