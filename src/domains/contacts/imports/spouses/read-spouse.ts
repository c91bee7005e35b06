import type { Cells, Problem } from '#domains/contacts/imports/problems.ts'
import { readPhone } from '#domains/contacts/phones.ts'
import { EmailEntry } from '#domains/contacts/schema.ts'

/** Whom a row names as the spouse of its person. */
export type Spouse = {
  kind: 'person'
  display_name: string
  email: string | null
  phone: { number: string; extension?: string } | null
}

export function readSpouse(cell: Cells, problems: Problem[]): Spouse | null {
  const [name, email, written] = [cell('spouse_name'), cell('spouse_email'), cell('spouse_phone')]
  if (name.length > 200) problems.push({ field: 'spouse_name', reason: 'Spouse is too long.' })
  if (email && !EmailEntry.safeParse({ email }).success)
    problems.push({ field: 'spouse_email', reason: 'This is not an email address.' })
  const phone = written ? (readPhone(written) ?? null) : null
  if (written && !phone)
    problems.push({ field: 'spouse_phone', reason: `“${written.slice(0, 60)}” is not a phone number.` })
  const display_name = name.replaceAll(/\s+/g, ' ') || email || phone?.number
  return display_name ? { kind: 'person', display_name, email: email || null, phone } : null
}

type Person = { display_name: string; emails?: { email: string }[] | undefined }

/** None, where the spouse is the person of the row: a household shares an address, and some exports repeat the name. */
export function spouseBeside(person: Person, spouse: Spouse | null): Spouse | null {
  if (!spouse) return null
  const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()
  const shared = person.emails?.some(({ email }) => same(email, spouse.display_name)) ?? false
  return shared || same(person.display_name, spouse.display_name) ? null : spouse
}
