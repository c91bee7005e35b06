import { ROLES, type Role } from '#lib/actor.ts'
import type { Permission } from '#lib/permissions.ts'

const LEADS: Role[] = ['coordinator', 'officer']
const WORKS: Role[] = [...LEADS, 'agent']

export const contactPermissions: Permission[] = [
  { name: 'contacts.read', label: 'View contacts', roles: ROLES },
  { name: 'contacts.edit', label: 'Add and edit contacts', roles: [...WORKS, 'assistant', 'accountant'] },
  { name: 'contacts.delete', label: 'Move contacts to trash', roles: WORKS },
  { name: 'contacts.merge', label: 'Merge duplicate contacts', roles: WORKS },
  { name: 'contacts.import', label: 'Import and export contacts', roles: WORKS },
  { name: 'contacts.see_all', label: 'See private contacts and those of other teams', roles: [] },
  {
    name: 'contacts.see_financials',
    label: 'See tax IDs, credit scores and net worth of contacts',
    roles: ['officer', 'accountant'],
  },
]
