import type { Challenge } from './SecondFactor.tsx'

export type ProviderAnswer = { challenge: Challenge | null; error: string | null }

/** Who comes back from Google or Microsoft brings, behind the #, what is still missing or what went wrong. */
export function takeProviderAnswer(): ProviderAnswer {
  const answer = new URLSearchParams(location.hash.slice(1))
  if (answer.size > 0) history.replaceState(history.state, '', `${location.pathname}${location.search}`)
  const challenge = answer.get('challenge')
  return {
    challenge: challenge ? { challenge, methods: ['totp', 'email', 'sms', 'backup_code'] } : null,
    error: answer.get('error'),
  }
}
