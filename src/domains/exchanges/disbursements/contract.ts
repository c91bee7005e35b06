import { contract, get, page, patch, post } from '#lib/contract.ts'
import {
  Authorization,
  Disbursement,
  DisbursementChange,
  DisbursementNarrowing,
  DisbursementRow,
  Ending,
  NewDisbursement,
  SeenTerms,
  Sending,
} from './schema.ts'

export const disbursements = contract(
  { tag: 'exchange funds', about: ['disbursement'], who: 'money.request', agents: false },
  {
    all: page('/disbursements', {
      summary: 'List the payments from exchange funds, newest first',
      who: 'money.see_funds',
      query: DisbursementNarrowing,
      item: DisbursementRow,
      by: ['id'],
    }),
    one: get('/disbursements/:id', {
      summary: 'Get a payment from exchange funds with its approvals and what stands in its way',
      who: 'money.see_funds',
      gives: Disbursement,
      versioned: true,
    }),
    create: post('/exchanges/:id/disbursements', {
      summary: 'Request a payment from exchange funds; the answer says whether the law allows it today',
      takes: NewDisbursement,
      gives: Disbursement,
      status: 201,
      errors: ['refused'],
    }),
    change: patch('/disbursements/:id', {
      summary: 'Change a payment: other terms void the client’s authorization and all approvals',
      takes: DisbursementChange,
      gives: Disbursement,
      versioned: true,
      errors: ['refused'],
    }),
    authorise: post('/disbursements/:id/authorise', {
      summary: 'Record the client’s signed authorization of exactly these terms',
      takes: Authorization,
      gives: Disbursement,
      errors: ['refused', 'conflict'],
    }),
    approve: post('/disbursements/:id/approve', {
      summary: 'Approve a payment, as one of two members who had no part in it',
      who: 'money.approve',
      takes: SeenTerms,
      gives: Disbursement,
      confirmed: true,
      errors: ['refused', 'conflict', 'forbidden'],
    }),
    release: post('/disbursements/:id/release', {
      summary: 'Release an approved payment and post it to the ledger',
      who: 'money.post',
      takes: SeenTerms,
      gives: Disbursement,
      confirmed: true,
      errors: ['refused', 'conflict'],
    }),
    send: post('/disbursements/:id/send', {
      summary: 'Mark a released payment as sent, with the bank’s reference',
      who: 'money.post',
      takes: Sending,
      gives: Disbursement,
      errors: ['refused'],
    }),
    cancel: post('/disbursements/:id/cancel', {
      summary: 'Cancel a payment that is not released, with the reason',
      takes: Ending,
      gives: Disbursement,
      errors: ['refused'],
    }),
    refuse: post('/disbursements/:id/refuse', {
      summary: 'Refuse to approve a payment, with the reason',
      who: 'money.approve',
      takes: Ending,
      gives: Disbursement,
      errors: ['refused'],
    }),
  },
)
