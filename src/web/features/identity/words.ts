import type { MfaMethod } from '#domains/identity/schema.ts'
import type { Role } from '#lib/actor.ts'

export const ROLE_NOTES: Record<Role, string> = {
  owner: 'Full access, including other owners',
  admin: 'Full access, except to owners',
  coordinator: 'Works on every document in the organization',
  officer: 'Works on every document in the organization',
  agent: 'Works on their own documents and shares what they can see',
  assistant: 'Uploads and edits their own documents',
  approver: 'Views and shares documents',
  accountant: 'Views and uploads documents',
  viewer: 'Views documents',
}

export const FACTORS: Record<MfaMethod, string> = {
  totp: 'Authenticator app',
  email: 'Codes by email',
  sms: 'Codes by text message',
  backup_code: 'Backup codes',
}

export const options = <K extends string>(words: Record<K, string>) =>
  (Object.entries(words) as [K, string][]).map(([value, label]) => ({ value, label }))
