import { contract, get, patch } from '#lib/contract.ts'
import { ExchangeSettings, ExchangeSettingsChange } from './schema.ts'

export const exchangeSettings = contract(
  { tag: 'exchanges', about: ['exchange_settings'], who: 'organization.manage' },
  {
    one: get('/exchange-settings', {
      summary: 'Get how exchanges are numbered',
      who: 'exchanges.read',
      gives: ExchangeSettings,
      versioned: true,
    }),
    change: patch('/exchange-settings', {
      summary: 'Change how new exchanges are numbered',
      takes: ExchangeSettingsChange,
      gives: ExchangeSettings,
      versioned: true,
    }),
  },
)
