import type { Found } from './dates.ts'

const EMAIL = /(?<![\w.%+-])[A-Z0-9][A-Z0-9._%+-]{0,63}@(?:[A-Z0-9][A-Z0-9-]{0,62}\.){1,6}[A-Z]{2,24}\b/gi
const PHONE = /(?<![\d.-])(?:\+?1[-. ]?)?\(?([2-9]\d{2})\)?[-. ]{1,2}([2-9]\d{2})[-. ]([0-9]{4})(?![\d-])/g

export function findEmails(text: string): Found[] {
  return [...text.matchAll(EMAIL)].map((match) => {
    return {
      start: match.index,
      end: match.index + match[0].length,
      value: match[0],
      normalized: match[0].toLowerCase(),
    }
  })
}

/** US phone numbers, as +1 and ten digits. */
export function findPhones(text: string): Found[] {
  return [...text.matchAll(PHONE)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    value: match[0],
    normalized: `+1${match[1]}${match[2]}${match[3]}`,
  }))
}
