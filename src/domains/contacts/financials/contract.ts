import { contract, get, put } from '#lib/contract.ts'
import { Financials, FinancialsChange } from './schema.ts'

/** Each view is on record. Not offered to AI agents: it is nobody's business but the client's. */
export const financials = contract(
  { tag: 'contacts', about: ['contact_financials'], who: 'contacts.see_financials', agents: false },
  {
    one: get('/contacts/:id/financials', {
      summary: 'Get the tax ID, credit score and net worth of a contact; the view is recorded',
      gives: Financials,
    }),
    save: put('/contacts/:id/financials', {
      summary: 'Save the tax ID, credit score and net worth of a contact',
      takes: FinancialsChange,
      gives: Financials,
    }),
  },
)
