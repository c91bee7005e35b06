import type { ProofMethod } from '#domains/identity/schema.ts'

export type ProviderAnswer = {
  challenge: { challenge: string; methods: ProofMethod[] } | null
  error: string | null
  connected: string | null
}

/** Who comes back from Google or Microsoft brings, behind the #, what is still missing or what went wrong. */
export function takeProviderAnswer(): ProviderAnswer {
  const answer = new URLSearchParams(location.hash.slice(1))
  if (['challenge', 'error', 'connected'].some((name) => answer.has(name)))
    history.replaceState(history.state, '', `${location.pathname}${location.search}`)
  const challenge = answer.get('challenge')
  const methods = (answer.get('methods') ?? '').split(',') as ProofMethod[]
  return {
    challenge: challenge ? { challenge, methods } : null,
    error: answer.get('error'),
    connected: answer.get('connected'),
  }
}
