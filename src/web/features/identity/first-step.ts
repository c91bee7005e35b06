import { invitations } from '#domains/identity/invitations/contract.ts'
import { members } from '#domains/identity/members/contract.ts'
import { call } from '#web/calls.ts'

/** Whether anyone else works here, or is invited. */
export async function hasColleagues(): Promise<boolean> {
  const [people, invited] = await Promise.all([
    call(members.all, { limit: 2 }),
    call(invitations.all, { limit: 1 }),
  ])
  return people.items.length > 1 || invited.items.length > 0
}
