import { useEffect, useState } from 'react'
import type { ProofMethod } from '#domains/identity/schema.ts'

type ProviderAnswer = {
  challenge: { challenge: string; methods: ProofMethod[] } | null
  error: string | null
  connected: string | null
}

/**
 * What someone who comes back from Google or Microsoft brings behind the #: what is still missing, or what went wrong.
 * It leaves the address once the page is there, and not before: a rendering that is begun anew reads it again.
 */
export function useProviderAnswer(): ProviderAnswer {
  const [answer] = useState(readAnswer)
  useEffect(() => {
    if (answer.challenge || answer.error || answer.connected)
      history.replaceState(history.state, '', `${location.pathname}${location.search}`)
  }, [answer])
  return answer
}

function readAnswer(): ProviderAnswer {
  const answer = new URLSearchParams(location.hash.slice(1))
  const challenge = answer.get('challenge')
  const methods = (answer.get('methods') ?? '').split(',') as ProofMethod[]
  return {
    challenge: challenge ? { challenge, methods } : null,
    error: answer.get('error'),
    connected: answer.get('connected'),
  }
}
