import { contract, page, patch, post, remove } from '#lib/contract.ts'
import { ExchangeProperty, ExchangePropertyChange, NewExchangeProperty } from './schema.ts'

export const exchangeProperties = contract(
  { tag: 'exchanges', about: ['exchange'], who: 'exchanges.edit' },
  {
    all: page('/exchanges/:id/properties', {
      summary: 'List the relinquished and replacement properties of an exchange',
      who: 'exchanges.read',
      item: ExchangeProperty,
      by: ['id'],
    }),
    create: post('/exchanges/:id/properties', {
      summary: 'Add a property to an exchange: a known one, a new address, or that of a deal',
      takes: NewExchangeProperty,
      gives: ExchangeProperty,
      status: 201,
    }),
    change: patch('/exchanges/:id/properties/:exchange_property_id', {
      summary: 'Update a property of an exchange',
      takes: ExchangePropertyChange,
      gives: ExchangeProperty,
      versioned: true,
      errors: ['refused'],
    }),
    remove: remove('/exchanges/:id/properties/:exchange_property_id', {
      summary: 'Remove a property that has not been transferred from an exchange',
      errors: ['refused'],
    }),
  },
)
