import { TransactionDetail } from '#domains/transactions/schema.ts'
import { contract, page, patch, post } from '#lib/contract.ts'
import { Amendment, AmendmentDraft, AmendmentEntry, AmendmentPreview } from './schema.ts'

/** Corrections of a closing after it was entered. */
export const amendments = contract(
  { tag: 'transactions', about: ['transaction'], who: 'transactions.edit' },
  {
    all: page('/transactions/:id/amendments', {
      summary: 'List the corrections of a closing, newest first: who, when, why, before and after',
      item: AmendmentEntry,
      by: ['id'],
    }),
    amend: patch('/transactions/:id/closing', {
      summary: 'Correct the day, price, amounts or commission of a closing, with the reason',
      takes: Amendment,
      gives: TransactionDetail,
      versioned: true,
      errors: ['refused'],
    }),
    preview: post('/transactions/:id/closing/preview', {
      summary: 'Preview a correction of a closing: the net sheet and the commissions before and after',
      takes: AmendmentDraft,
      gives: AmendmentPreview,
      errors: ['refused'],
    }),
  },
)
