import { onlineManager } from '@tanstack/react-query'
import { API, Refusal, refusalOf } from '#lib/requests.ts'
import { forPeople } from './refusal-words.ts'

export { API, newKey, Refusal } from '#lib/requests.ts'

export function isRefusal(error: unknown, ...codes: string[]): error is Refusal {
  return error instanceof Refusal && (codes.length === 0 || codes.includes(error.code))
}

/** Each browser has its own sentence for a file of the application that did not come. */
const NO_FILE = /dynamically imported module|Importing a module script failed|preload CSS/

/** A page's own code did not come. It is not asked for again before the page is loaded anew. */
export function isFileMissing(error: unknown): boolean {
  return error instanceof Error && NO_FILE.test(error.message)
}

/** Whether something failed because nothing came from the server, and not because of what came. */
export function isUnreached(error: unknown): boolean {
  if (!isRefusal(error)) return isFileMissing(error)
  return error.code === 'offline' || error.status === 502 || error.status === 504
}

/** One request. Throws a Refusal for every answer that is not a success. */
export async function send(path: string, init: RequestInit): Promise<Response> {
  let answer: Response
  try {
    answer = await fetch(`${API}${path}`, init)
  } catch (error) {
    if (init.signal?.aborted) throw error
    onlineManager.setOnline(false)
    throw new Refusal(0, {
      code: 'offline',
      detail: 'Deedline can’t be reached. Check your connection and try again.',
    })
  }
  if (answer.ok) return answer
  if (answer.status === 502 || answer.status === 504) onlineManager.setOnline(false)
  throw forPeople(await refusalOf(answer))
}
