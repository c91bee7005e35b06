import type { Membership } from '#domains/identity/schema.ts'
import type { Role } from '#lib/actor.ts'

/** What the trade calls each kind of organization and each role. */
export const ORGANIZATION_TYPES: Record<Membership['type'], string> = {
  agency: 'Real estate agency',
  intermediary: 'Qualified intermediary (1031)',
  law_firm: 'Law firm',
  title_company: 'Title company',
}

export const ROLES: Record<Role, string> = {
  owner: 'Owner',
  admin: 'Administrator',
  coordinator: 'Coordinator',
  officer: 'Officer',
  agent: 'Agent',
  assistant: 'Assistant',
  approver: 'Approver',
  accountant: 'Accountant',
  viewer: 'Viewer',
}
