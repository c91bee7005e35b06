import { z } from 'zod'
import { contract, get } from '#lib/contract.ts'
import { TaxRelation } from './schema.ts'

export const persons = contract(
  { tag: 'contacts', about: ['contact'], who: 'contacts.read' },
  {
    all: get('/contacts/:id/tax-relations', {
      summary: 'Say who is the same taxpayer as a contact, and who is a related person, for a 1031 exchange',
      gives: z.object({ items: z.array(TaxRelation) }),
      whole: 'Contacts up to three steps away, by at most 300 relationships.',
    }),
  },
)
