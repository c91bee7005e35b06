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

export const options = <K extends string>(words: Record<K, string>) =>
  (Object.entries(words) as [K, string][]).map(([value, label]) => ({ value, label }))
