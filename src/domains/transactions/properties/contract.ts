import { z } from 'zod'
import { contract, get, page, patch } from '#lib/contract.ts'
import { AddressQuery, Property, PropertyChange, PropertyFilter } from './schema.ts'

export const properties = contract(
  { tag: 'transactions', about: ['transaction', 'property'], who: 'transactions.read' },
  {
    all: page('/properties', {
      summary: 'List properties, the newest first',
      query: PropertyFilter,
      item: Property,
      by: ['id'],
    }),
    alike: get('/properties/alike', {
      summary: 'Find the properties that an address may be already',
      query: AddressQuery,
      gives: z.object({ items: z.array(Property) }),
      whole: 'At most five properties have one address.',
    }),
    one: get('/properties/:id', { summary: 'Get a property', gives: Property, versioned: true }),
    change: patch('/properties/:id', {
      summary: 'Update a property',
      who: 'transactions.edit',
      takes: PropertyChange,
      gives: Property,
      versioned: true,
    }),
  },
)
