import { type Comparable, likenessOf } from '#domains/contacts/rules/duplicates.ts'
import type { Draft } from './drafts.ts'

/** What more contacts than this share, such as the number of an office, says nothing. */
const MOST_SHARING = 10

type Reached = Pick<Comparable, 'emails' | 'phones'>

/** Contacts by how they can be reached, to find the one that a row describes again. */
export type Known<C extends Comparable> = {
  add: (contact: C) => void
  find: (draft: Comparable) => { contact: C; reason: string } | undefined
}

export function openKnown<C extends Comparable>(contacts: C[] = []): Known<C> {
  const byKey = new Map<string, C[]>()
  const add = (contact: C) => {
    for (const key of keysOf(contact)) {
      const sharing = byKey.get(key)
      if (!sharing) byKey.set(key, [contact])
      else if (sharing.length < MOST_SHARING) sharing.push(contact)
    }
  }
  for (const contact of contacts) add(contact)
  return {
    add,
    find: (draft) => {
      // A household and an office share numbers and addresses, so that the names have to be alike too.
      const among = (keys: string[], reason: string) => {
        const contact = keys.flatMap((key) => byKey.get(key) ?? []).find((one) => mayBe(draft, one))
        return contact && { contact, reason }
      }
      return (
        among(emailsOf(draft), 'Same email address and a similar name') ??
        among(numbersOf(draft), 'Same phone number and a similar name')
      )
    },
  }
}

/** One that is called by its email address has no name that could differ. */
function mayBe(one: Comparable, other: Comparable): boolean {
  const nameless = [one, other].some(({ display_name }) => display_name.includes('@'))
  return nameless || likenessOf(one, other).score > 0
}

const emailsOf = ({ emails }: Pick<Reached, 'emails'>) => emails.map(({ email }) => email.toLowerCase())
const numbersOf = ({ phones }: Pick<Reached, 'phones'>) => phones.map(({ number }) => number)
const keysOf = (contact: Reached) => [...emailsOf(contact), ...numbersOf(contact)]

/** What of a draft is compared. */
export function comparableOf(draft: Draft): Comparable {
  const { kind, display_name, first_name = null, last_name = null, birthday = null } = draft
  return {
    ...{ kind, display_name, first_name, last_name, birthday },
    ...{ emails: draft.emails ?? [], phones: draft.phones ?? [], addresses: draft.addresses ?? [] },
  }
}
