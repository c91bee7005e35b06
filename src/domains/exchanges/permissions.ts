import { ROLES, type Role } from '#lib/actor.ts'
import type { Permission } from '#lib/permissions.ts'

const RUNS: Role[] = ['coordinator', 'officer']

export const exchangePermissions: Permission[] = [
  { name: 'exchanges.read', label: 'View exchanges', roles: ROLES },
  { name: 'exchanges.edit', label: 'Open and run exchanges', roles: RUNS },
  {
    name: 'exchanges.except_conflicts',
    label: 'Record that a service doesn’t count as a conflict of interest',
    roles: ['officer'],
  },
  {
    name: 'exchanges.see_all',
    label: 'See all exchanges, also those in which they take no part',
    roles: [...RUNS, 'approver', 'accountant', 'viewer'],
  },
  {
    name: 'money.see_funds',
    label: 'See exchange funds, payees and payments of the exchanges that they see',
    roles: [...RUNS, 'approver', 'accountant'],
  },
  { name: 'money.request', label: 'Request payments from exchange funds', roles: RUNS },
  {
    name: 'money.approve',
    label: 'Approve payments that others requested',
    roles: ['officer', 'approver'],
  },
  {
    name: 'money.post',
    label: 'Post to exchange ledgers, and release and send approved payments',
    roles: ['officer', 'accountant'],
  },
  {
    name: 'money.manage_accounts',
    label: 'Open and close bank accounts for exchange funds',
    roles: ['officer', 'accountant'],
  },
  {
    name: 'payees.edit',
    label: 'Enter and change bank details of payees',
    roles: [...RUNS, 'accountant'],
  },
  {
    name: 'payees.verify',
    label: 'Verify by phone the bank details that others entered',
    roles: [...RUNS, 'approver', 'accountant'],
  },
  {
    name: 'statements.reconcile',
    label: 'Import bank statements, reconcile accounts and lock months',
    roles: ['officer', 'accountant'],
  },
]
