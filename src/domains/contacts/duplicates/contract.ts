import { z } from 'zod'
import { contract, get, post } from '#lib/contract.ts'
import { Distinction, Duplicate } from './schema.ts'

const gives = z.object({ items: z.array(Duplicate) })

export const duplicates = contract(
  { tag: 'contacts', about: ['contact'], who: 'contacts.merge' },
  {
    all: get('/contact-duplicates', {
      summary: 'List contacts that are probably the same, the most likely first',
      gives,
      whole:
        'The 100 most likely pairs, of all that have an email address, a phone number or a name in common.',
    }),
    of: get('/contacts/:id/duplicates', {
      summary: 'List contacts that are probably the same as this one',
      who: 'contacts.read',
      gives,
      whole: 'The 20 most likely.',
    }),
    distinguish: post('/contacts/:id/distinctions', {
      summary: 'Say that two contacts are not the same, so that they are no longer proposed',
      takes: Distinction,
    }),
  },
)
