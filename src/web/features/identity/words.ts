import type { MfaMethod } from '#domains/identity/schema.ts'
import type { Role } from '#lib/actor.ts'

export const ROLE_NOTES: Record<Role, string> = {
  owner: 'Everything, and who else is an owner',
  admin: 'Everything but the owners',
  coordinator: 'Works on all documents of the organization',
  officer: 'Works on all documents of the organization',
  agent: 'Works on own documents, shares what is visible',
  assistant: 'Uploads and edits own documents',
  approver: 'Reads and shares',
  accountant: 'Reads and uploads',
  viewer: 'Reads',
}

export const FACTORS: Record<MfaMethod, string> = {
  totp: 'Authenticator app',
  email: 'Codes by email',
  sms: 'Codes by text message',
  backup_code: 'Backup codes',
}

/** What a permission lets a member or a key do; a permission that has no words yet is called by its name. */
const PERMISSIONS: Partial<Record<string, string>> = {
  'documents.read': 'Read documents',
  'documents.comment': 'Comment on documents',
  'documents.upload': 'Upload documents',
  'documents.edit': 'Edit documents',
  'documents.share': 'Share documents',
  'documents.delete': 'Delete documents',
  'documents.manage': 'Manage all documents',
  'members.read': 'See members and teams',
  'members.manage': 'Manage members',
  'teams.manage': 'Manage teams',
  'organization.manage': 'Manage the organization',
  'audit.read': 'Read the audit log',
  'api_keys.use': 'Create API keys',
  'webhooks.manage': 'Manage webhooks',
}

export function wordsOfPermission(permission: string): string {
  return PERMISSIONS[permission] ?? permission
}

export const options = <K extends string>(words: Record<K, string>) =>
  (Object.entries(words) as [K, string][]).map(([value, label]) => ({ value, label }))
