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
]
