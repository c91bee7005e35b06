import type { ContactMethod } from '#domains/contacts/schema.ts'
import type { Problem } from './problems.ts'

type Method = (typeof ContactMethod.options)[number]

/** What products call the ways in which a contact wants to be reached. */
const METHODS: Record<string, Method> = {
  ...{ email: 'email', 'e-mail': 'email' },
  ...{
    phone: 'phone',
    call: 'phone',
    'phone call': 'phone',
    telephone: 'phone',
    mobile: 'phone',
    cell: 'phone',
  },
  ...{ text: 'text', sms: 'text', 'text message': 'text', texting: 'text' },
  ...{ mail: 'mail', letter: 'mail', post: 'mail' },
}

export function methodOf(written: string, problems: Problem[]): Method | '' {
  const method = METHODS[written.toLowerCase()]
  if (written && !method)
    problems.push({
      field: 'preferred_contact_method',
      reason: `“${written.slice(0, 60)}” is not a way to reach someone: email, phone, text or letter.`,
    })
  return method ?? ''
}

/** Exports leave out what a browser adds by itself: "www.example.com". Of several, the first. */
export function websiteOf(written: string): string {
  const first = written.split(/[;,\n]/)[0]?.trim() ?? ''
  return !first || /^https?:\/\//i.test(first) ? first : `https://${first}`
}
