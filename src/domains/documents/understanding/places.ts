import type { Found } from './dates.ts'

const STREET =
  'Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Court|Ct|Place|Pl|Boulevard|Blvd|Way|Circle|Cir|Terrace|Ter|Parkway|Pkwy|Highway|Hwy|Trail|Trl|Loop|Square|Sq|Alley|Plaza|Row|Run|Path|Pike|Point|Ridge|Crossing|Cove|Bend'
const STATES =
  'AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY'
const STATE_NAMES =
  'Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming'

/** Number, street in capitals, and as much of unit, city, state and ZIP as there is. */
const ADDRESS = new RegExp(
  [
    '(?<![\\d.$,#-])\\d{1,6}(?:-\\d{1,4})? (?:(?:[NSEW]|[NS][EW]|North|South|East|West)\\.? )?',
    `(?:[A-Z0-9][\\p{L}\\d'.]* ){1,4}?(?i:${STREET})\\b\\.?`,
    '(?:,? (?i:Apt|Unit|Suite|Ste|#)\\.? ?#?[\\w-]+)?',
    `(?:,?\\s{1,3}[A-Z][\\p{L}.']+(?: [A-Z][\\p{L}.']+){0,2},?\\s{1,3}(?:${STATES}|(?i:${STATE_NAMES}))\\b`,
    '(?:,?\\s{1,3}\\d{5}(?:-\\d{4})?)?)?',
  ].join(''),
  'gu',
)
const NEAR_PROPERTY =
  /(?:property|premises|located at|known as|situated|street address|location|address of)[^\n]{0,40}$/i

export function findAddresses(text: string): (Found & { field: string; whole: boolean })[] {
  return [...text.matchAll(ADDRESS)].map((match) => {
    const before = text.slice(Math.max(0, match.index - 60), match.index)
    const value = match[0].trim().replace(/\.$/, '')
    return {
      field: NEAR_PROPERTY.test(before) ? 'property_address' : 'address',
      whole: /\d{5}(?:-\d{4})?$/.test(value),
      start: match.index,
      end: match.index + value.length,
      value,
      normalized: value.replace(/\s+/g, ' '),
    }
  })
}

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

/** American numbers, as +1 and ten digits. */
export function findPhones(text: string): Found[] {
  return [...text.matchAll(PHONE)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    value: match[0],
    normalized: `+1${match[1]}${match[2]}${match[3]}`,
  }))
}
