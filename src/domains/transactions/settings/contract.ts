import { contract, get, patch } from '#lib/contract.ts'
import { SettingsChange, TransactionSettings } from './schema.ts'

export const transactionSettings = contract(
  { tag: 'transactions', about: ['transaction_settings'], who: 'organization.manage' },
  {
    one: get('/transaction-settings', {
      summary: 'Get how deals are numbered',
      who: 'transactions.read',
      gives: TransactionSettings,
      versioned: true,
    }),
    change: patch('/transaction-settings', {
      summary: 'Change how new deals are numbered',
      takes: SettingsChange,
      gives: TransactionSettings,
      versioned: true,
    }),
  },
)
