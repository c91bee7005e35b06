import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { ApiKey } from '#domains/identity/api-keys/schema.ts'
import type { Invitation, InvitationPreview } from '#domains/identity/invitations/schema.ts'
import type {
  AuditFact,
  Factor,
  Member,
  Organization,
  ProviderConnection,
  ProviderName,
  ProviderState,
  Session,
  SignedIn,
} from '#domains/identity/schema.ts'
import type { Team } from '#domains/identity/teams/schema.ts'
import { get, getAll } from '#web/api.ts'
import { isRefusal, readJson, send } from '#web/http.ts'

type Items<T> = { items: T[] }
export type Preview = z.infer<typeof InvitationPreview>
export type Provider = { provider: ProviderName; label: string }
export type AuditPage = Items<AuditFact> & { next_cursor: string | null }
export type Verdict = {
  sealed: number
  unsealed: number
  intact: boolean
  fault: string | null
  event_id: string | null
}

/** Before anybody is signed in there is no token to send and none to renew. */
async function knock<T>(path: string, body: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json' }
  return readJson<T>(await send(path, { method: 'POST', headers, body: JSON.stringify(body) }))
}

export const signIn = (body: { email: string; password: string; totp_code?: string }) =>
  knock<SignedIn>('/auth/sign-in', body)
export const confirmChallenge = (challenge: string, totp_code: string) =>
  knock<SignedIn>('/auth/second-factor/confirm', { challenge, totp_code })
export const sendCode = (challenge: string, method: 'email' | 'sms') =>
  knock('/auth/second-factor', { challenge, method })
export const signUp = (body: Record<string, unknown>) => knock<{ message: string }>('/auth/sign-up', body)
export const verifyEmail = (token: string) => knock<SignedIn>('/auth/verify-email', { token })
export const forgotPassword = (email: string) =>
  knock<{ message: string }>('/auth/forgot-password', { email })
export const resetPassword = (token: string, password: string) =>
  knock<{ message: string }>('/auth/reset-password', { token, password })
export const previewInvitation = (token: string) => knock<Preview>('/auth/invitation', { token })

/** Which other accounts open the door here; an installation without any shows none. */
export const providers = queryOptions({
  queryKey: ['providers'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async () => {
    try {
      return (await readJson<Items<Provider>>(await send('/auth/providers', { method: 'GET' }))).items
    } catch (error) {
      if (isRefusal(error, 'missing', 'offline')) return []
      throw error
    }
  },
})

const list = <T>(key: string, path: string) =>
  queryOptions({
    queryKey: [key, path],
    queryFn: ({ signal }) => getAll<T>(path, signal),
  })

export const factors = list<Factor>('factors', '/me/factors')
export const sessions = list<Session>('sessions', '/me/sessions')
export const members = list<Member>('members', '/members')
export const invitations = list<Invitation>('invitations', '/invitations')
export const teams = list<Team>('teams', '/teams')
export const apiKeys = list<ApiKey>('api-keys', '/api-keys')
export const providerStates = list<ProviderState>('providers', '/organization/providers')
export const connections = queryOptions({
  queryKey: ['connections'],
  queryFn: ({ signal }) =>
    get<Items<ProviderConnection> & { has_password: boolean }>('/me/providers', {}, signal),
})
export const organization = queryOptions({
  queryKey: ['organization'],
  queryFn: ({ signal }) => get<Organization>('/organization', {}, signal),
})
