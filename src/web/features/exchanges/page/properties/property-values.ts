import {
  type ExchangeProperty,
  ExchangePropertyChange,
  type NewExchangeProperty,
} from '#domains/exchanges/properties/schema.ts'
import type { FieldWords } from '#web/kit/Fields.tsx'

export const PROPERTY_FORM = ExchangePropertyChange.required()

/** A property that was removed, as it is added again. */
export function newOf(property: ExchangeProperty): NewExchangeProperty {
  const { side, property_id, transaction_id, price, fair_market_value, debt, adjusted_basis } = property
  const { ownership_percent, acquired_on, assigned_on, parties_notified_on } = property
  const { to_be_produced, description } = property
  return {
    ...{ side, property_id, price, fair_market_value, debt, adjusted_basis, ownership_percent },
    ...{ acquired_on, assigned_on, parties_notified_on, to_be_produced, description },
    ...(transaction_id && { transaction_id }),
  }
}

type Words = Partial<Record<keyof ExchangePropertyChange, FieldWords>>

export const AMOUNT_FIELDS: Words = {
  price: { label: 'Price', as: 'money', description: 'Of the contract, or what is expected.' },
  fair_market_value: {
    ...{ label: 'Fair market value', as: 'money' },
    description: 'Where it isn’t the price. Without regard to debt.',
  },
  debt: { label: 'Debt', as: 'money' },
  adjusted_basis: { label: 'Adjusted basis', as: 'money' },
  ownership_percent: 'Ownership in percent',
  acquired_on: 'Owned since',
}

export const DAY_FIELDS: Words = {
  assigned_on: 'Contract assigned on',
  parties_notified_on: 'Parties notified on',
}
