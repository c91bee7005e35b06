import { ROLES, type Role } from '#lib/actor.ts'
import type { Permission } from '#lib/permissions.ts'

const LEADS: Role[] = ['coordinator', 'officer']
const WORKS: Role[] = [...LEADS, 'agent']

export const documentPermissions: Permission[] = [
  { name: 'documents.read', label: 'View documents', roles: ROLES },
  { name: 'documents.comment', label: 'Comment on documents', roles: ROLES },
  {
    name: 'documents.upload',
    label: 'Upload and request documents',
    roles: [...WORKS, 'assistant', 'accountant'],
  },
  { name: 'documents.edit', label: 'Edit their own documents', roles: [...WORKS, 'assistant'] },
  { name: 'documents.share', label: 'Share documents', roles: [...WORKS, 'approver'] },
  { name: 'documents.delete', label: 'Move their own documents to trash', roles: WORKS },
  { name: 'documents.manage', label: 'Edit and delete any document', roles: LEADS },
  { name: 'documents.see_all', label: 'See private documents and those of other teams', roles: [] },
  { name: 'documents.see_requests', label: 'See document requests of other members', roles: LEADS },
  { name: 'documents.see_deleted', label: 'See the activity of deleted documents', roles: [] },
]
