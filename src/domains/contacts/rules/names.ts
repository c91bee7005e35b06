import type { ContactKind } from '#domains/contacts/schema.ts'

type Named = {
  kind?: ContactKind | undefined
  first_name?: string | null | undefined
  last_name?: string | null | undefined
  legal_name?: string | null | undefined
  company?: string | null | undefined
  emails?: { email: string }[] | undefined
  phones?: { number: string }[] | undefined
}

const LONGEST = 200

/** What a contact is called where nobody gave it a name; undefined: there is nothing to call it by. */
export function nameOf({ kind, first_name, last_name, legal_name, company, emails, phones }: Named) {
  const person = [first_name, last_name].filter(Boolean).join(' ')
  const names = kind && kind !== 'person' ? [legal_name, company, person] : [person, company, legal_name]
  const name = [...names, emails?.[0]?.email, phones?.[0]?.number].find(Boolean)
  return name ? name.slice(0, LONGEST) : undefined
}
