import { isUnreached, newKey } from './http.ts'

type Attempt = { key: string; answer: Promise<unknown> | null }

/** By what they ask: what is under way, and what may have been done though no answer came. */
const attempts = new Map<string, Attempt>()

/**
 * What is asked twice at once, by a double click, is sent once. After an answer that was lost, the same words are sent
 * again with the same key, which makes them one effect; after any other answer they are a new request.
 */
export function once<T>(asked: string, send: (idempotency_key: string) => Promise<T>): Promise<T> {
  const known = attempts.get(asked)
  if (known?.answer) return known.answer as Promise<T>
  const attempt: Attempt = known ?? { key: newKey(), answer: null }
  attempts.set(asked, attempt)
  const answer = send(attempt.key).then(
    (value) => {
      attempts.delete(asked)
      return value
    },
    (error) => {
      if (isUnreached(error)) attempt.answer = null
      else attempts.delete(asked)
      throw error
    },
  )
  attempt.answer = answer
  return answer
}
