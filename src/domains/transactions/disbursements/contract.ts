import { z } from 'zod'
import { contract, get, post } from '#lib/contract.ts'
import { Approval, Disbursement, Emailing, Payment, Sending } from './schema.ts'

/** Commission disbursement authorizations: who is paid what at closing, for the title company. */
export const disbursements = contract(
  {
    ...{ tag: 'transactions', about: ['transaction', 'commission_line'], errors: ['refused'] as const },
    who: 'transactions.see_commissions',
  },
  {
    one: get('/transactions/:id/disbursement', {
      summary: 'Get the commission disbursement authorization of a deal, as a draft until it is approved',
      gives: Disbursement,
    }),
    pdf: get('/transactions/:id/disbursement/pdf', {
      summary: 'Download the commission disbursement authorization of a deal as a PDF',
      query: z.object({
        /** The copy for the title company says who is paid what; the internal one also how it was computed. */
        copy: z.enum(['outside', 'internal']).default('outside'),
      }),
      gives: 'file',
      agents: false,
    }),
    approve: post('/transactions/:id/disbursement/approve', {
      summary: 'Approve who is paid what: the figures are kept, and the PDF becomes a document of the deal',
      who: 'transactions.manage_commissions',
      takes: Approval,
      gives: Disbursement,
      errors: ['conflict', 'refused'],
      agents: false,
    }),
    send: post('/transactions/:id/disbursement/send', {
      summary: 'Record that the authorization was sent to the title company',
      takes: Sending,
      gives: Disbursement,
    }),
    email: post('/transactions/:id/disbursement/email', {
      summary: 'Email the authorization as a PDF to the title company, or to another address',
      takes: Emailing,
      gives: Disbursement,
      errors: ['conflict', 'refused'],
      agents: false,
    }),
    pay: post('/transactions/:id/disbursement/payments', {
      summary: 'Confirm that a line of the authorization was paid',
      takes: Payment,
      gives: Disbursement,
    }),
  },
)
