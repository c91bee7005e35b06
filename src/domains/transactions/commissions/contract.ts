import { contract, get, patch } from '#lib/contract.ts'
import { Commission, CommissionTerms } from './schema.ts'

export const commissions = contract(
  {
    ...{ tag: 'transactions', about: ['transaction', 'commission_line', 'commission_plan'] },
    who: 'transactions.see_commissions',
  },
  {
    one: get('/transactions/:id/commissions', {
      summary: 'Get the commission of a deal: who is paid how much, with formulas, as far as you see it',
      who: 'transactions.read',
      gives: Commission,
      versioned: true,
    }),
    change: patch('/transactions/:id/commissions', {
      summary: 'Change the terms of a deal’s commission; its lines are computed right after',
      takes: CommissionTerms,
      gives: Commission,
      versioned: true,
    }),
  },
)
