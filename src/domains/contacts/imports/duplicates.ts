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
      for (const { email } of draft.emails) {
        const [contact] = byKey.get(email.toLowerCase()) ?? []
        if (contact) return { contact, reason: 'Same email address' }
      }
      // A household and an office share a phone number, so that the names have to be alike too.
      for (const { number } of draft.phones)
        for (const contact of byKey.get(number) ?? [])
          if (likenessOf(draft, contact).score > 0)
            return { contact, reason: 'Same phone number and a similar name' }
      return undefined
    },
  }
}

const keysOf = ({ emails, phones }: Reached) => [
  ...emails.map(({ email }) => email.toLowerCase()),
  ...phones.map(({ number }) => number),
]

/** What of a draft is compared. */
export function comparableOf(draft: Draft): Comparable {
  const { kind, display_name, first_name = null, last_name = null, birthday = null } = draft
  return {
    ...{ kind, display_name, first_name, last_name, birthday },
    ...{ emails: draft.emails ?? [], phones: draft.phones ?? [], addresses: draft.addresses ?? [] },
  }
}
