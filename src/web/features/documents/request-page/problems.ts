import type { ArrivalProblem } from '#domains/documents/requests/schema.ts'

/** To the client, about a file that can’t be opened: what is wrong, and what to do as long as nothing better has come. */
export const PROBLEMS: Record<ArrivalProblem, [what: string, ask: string]> = {
  corrupt: ['Couldn’t be opened.', 'Please send it again.'],
  empty: ['This file is empty.', 'Please send it again.'],
  encrypted: ['Protected by a password.', 'Please send a copy without one.'],
}
