import { parsePhoneNumberFromString } from 'libphonenumber-js'
import type { PhoneEntry } from '#domains/contacts/schema.ts'

/** A number as it is kept, E.164, with its extension; undefined: it can't be dialed. */
export function readPhone(written: string): { number: string; extension?: string } | undefined {
  const phone = parsePhoneNumberFromString(written, 'US')
  if (!phone?.isPossible()) return undefined
  return { number: phone.number, ...(phone.ext && { extension: phone.ext }) }
}

type Issue = { field: string; reason: string }

/** All numbers as they are kept, each once; what can't be read is named by its place. */
export function readPhones(phones: PhoneEntry[]): { phones: PhoneEntry[]; issues: Issue[] } {
  const read = new Map<string, PhoneEntry>()
  const issues: Issue[] = []
  for (const [place, { label, number, extension }] of phones.entries()) {
    const phone = readPhone(number)
    if (!phone) issues.push({ field: `phones.${place}.number`, reason: 'isn’t a phone number' })
    else {
      const entry = { label, ...phone, ...(extension && { extension }) }
      const key = `${entry.number} ${entry.extension ?? ''}`
      if (!read.has(key)) read.set(key, entry)
    }
  }
  return { phones: [...read.values()], issues }
}
