import { ROLES, type Role } from '#lib/actor.ts'
import type { Permission } from '#lib/permissions.ts'

const WORKS: Role[] = ['coordinator', 'officer', 'agent', 'assistant']

export const transactionPermissions: Permission[] = [
  { name: 'transactions.read', label: 'View deals and properties', roles: ROLES },
  {
    name: 'transactions.edit',
    label: 'Create deals, and edit their own and those of their teams',
    roles: WORKS,
  },
  {
    name: 'transactions.edit_all',
    label: 'Edit every deal that they see',
    roles: ['coordinator', 'officer', 'assistant'],
  },
  { name: 'transactions.import', label: 'Import deals', roles: ['coordinator', 'officer'] },
  {
    name: 'transactions.review',
    label: 'Approve required documents, and change the rules for them',
    roles: ['coordinator', 'officer'],
  },
  { name: 'transactions.see_all', label: 'See private deals and those of other teams', roles: [] },
  {
    name: 'transactions.see_commissions',
    label: 'See who gets what of every commission, and all commission plans',
    roles: ['coordinator', 'officer'],
  },
  {
    name: 'transactions.manage_commissions',
    label: 'Set commission plans and approve disbursements',
    roles: ['officer'],
  },
]
