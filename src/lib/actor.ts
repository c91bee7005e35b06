export const ROLES = [
  'owner',
  'admin',
  'coordinator',
  'agent',
  'assistant',
  'viewer',
  'officer',
  'approver',
  'accountant',
] as const
export type Role = (typeof ROLES)[number]

/** Where a request came from; kept with every fact and access. */
export type Origin = { ip_address: string | null; user_agent: string | null; request_id: string | null }

export const NOWHERE: Origin = { ip_address: null, user_agent: null, request_id: null }

/**
 * Who is asking, and for which organization. `role` is a member's role; `system` is the product itself working for one
 * organization; `share` is the holder of a link.
 */
export type Actor = {
  user_id: string | null
  organization_id: string
  role: Role | 'system' | 'share'
  permissions: ReadonlySet<string>
  session_id: string | null
  /** IANA zone whose calendar says which day it is: the person's, or UTC where no person is. */
  timezone: string
  /** When the person last proved who they are, as an ISO instant; null for API keys, links and the product itself. */
  confirmed_at: string | null
  origin: Origin
  /** Of the holder of a link: the one document that they see. */
  document_id?: string
  /** Of a client who sees a deal by a link: whose link it is. */
  guest_id?: string
  /** Of an app that is connected for reading only: it makes no call that changes anything. */
  reads_only?: boolean
}

export function systemActor(organization_id: string): Actor {
  return {
    user_id: null,
    organization_id,
    role: 'system',
    permissions: new Set(),
    session_id: null,
    timezone: 'UTC',
    confirmed_at: null,
    origin: NOWHERE,
  }
}

export function may(actor: Actor, permission: string): boolean {
  return actor.permissions.has(permission)
}
