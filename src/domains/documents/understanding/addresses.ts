import type { Found } from './dates.ts'
import { findPhones } from './places.ts'

const SUFFIX =
  'Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Lane|Ln|Court|Ct|Place|Pl|Boulevard|Blvd|Way|Circle|Cir|Terrace|Ter|Parkway|Pkwy|Highway|Hwy|Trail|Trl|Loop|Square|Sq|Alley|Plaza|Plz|Row|Run|Path|Pike|Pk|Turnpike|Tpke|Point|Ridge|Crossing|Cove|Bend|Hollow|Trace|Landing|Mews|Spur|Pass|Glade|Steps|Wharf'
const STATES =
  'AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY'
const STATE_NAMES =
  'Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming'

const STATES_SHORT =
  'N\\.? ?Mex|N\\. ?[CDHJMY]|S\\. ?[CD]|R\\. ?I|D\\. ?C|W\\. ?Va|Calif|Mass|Conn|Penna|Tex|Fla|Minn|Wis|Mich|Wash|Ore|Ariz|Colo|Okla|Tenn|Ala|Ark|Ill'
const STATE = `(?:(?:${STATES}|${STATES_SHORT})|(?i:${STATE_NAMES}))(?![\\p{L}])\\.?`

const NUMBER = String.raw`(?<![\d.$,#/-])(?<!\p{L})(?:[NSEW]?\d{1,6}[A-Z½]?(?:-\d{1,4})?)`
/** A number of a file in the next column is not part of an address. */
const NO_WORD = String.raw`(?!(?:LOAN|FILE|ORDER|ESCROW|ID)\b)`
const WORD = String.raw`${NO_WORD}[\p{Lu}\d][\p{L}\d'’.-]*`
const SIDE = String.raw`(?:,?[ ](?:NE|NW|SE|SW|[NSEW]|North|South|East|West|Northeast|Northwest|Southeast|Southwest)(?!\p{L})\.?)?`
const UNIT = String.raw`(?:,?[ ](?:(?i:apartment|apt|units?|suite|ste|building|bldg|floor|fl|room|rm|lot|no)\.?[ ]#?[\w-]+(?:[ ](?:to|and|&)[ ]\w+)?|#[ ]?[\w-]+|\d{1,2}(?:st|nd|rd|th)[ ](?i:floor|fl)\.?)){0,2}`
const CITY = String.raw`${NO_WORD}\p{Lu}[\p{L}.'’-]+(?:[ \n](?:(?:of|on|or|de|la|del|the|by)[ ])?${NO_WORD}\p{Lu}[\p{L}.'’-]+){0,3}`
const COUNTY = String.raw`(?:,[ ](?:\p{Lu}[\p{L} ]{2,24}[ ]County|County[ ]of[ ]\p{Lu}\p{L}+))?`
const ZIP = String.raw`,?[ \n]\d{5}(?:-\d{4})?(?!\d)`
/** Between street and city; never the gap between two columns. */
const THEN = String.raw`(?:,?[ ]|,?[ ]?\n)`
const STREET = String.raw`(?:(?:${WORD}|del?|la|las|los|el|of|the)[ \n]){0,4}${WORD}`
/** A street by its type: "Oak Street", "Shoals Bend Road". */
const NAMED_STREET = String.raw`(?:${WORD}[ ]){1,4}?(?i:${SUFFIX})(?:[ ](?i:${SUFFIX}))?(?!\p{L})\.?`
/** "Unit 4-B, 77 Turner Plaza" */
const UNIT_FIRST = String.raw`(?:(?:(?i:apartment|apt|unit|suite|ste)\.?[ ]#?[\w-]+|(?i:first|second|third|fourth|fifth|\d{1,2}(?:st|nd|rd|th))[ ](?i:floor)),[ \n])?`
const BOX = String.raw`(?<![\p{L}\d])(?:[Pp]\.? ?[Oo]\.?|[Pp]ost [Oo]ffice|(?:R\.?R\.?|H\.?C\.?|Rural Route|Route) ?#?\d{1,3},?) ?(?:[Bb]ox|BOX|[Dd]rawer)[ ]\d{1,6}(?:-[A-Z])?`

/** From a full address to a street alone; each with as much of the rest as there is. */
const FORMS = [
  // A ZIP code leaves no doubt, whatever the street is called.
  `(?:${UNIT_FIRST}${NUMBER}[ \\n]${STREET}${SIDE}${UNIT}|${BOX})${THEN}${CITY}${COUNTY},?[ \\n]${STATE}${ZIP}`,
  `${NUMBER}[ ]${NAMED_STREET}${SIDE}${UNIT}${THEN}${CITY}${COUNTY},?[ ]${STATE}`,
  `${NUMBER}[ ]${NAMED_STREET}${SIDE}${UNIT}`,
].map((source) => new RegExp(source, 'gu'))

/** A city with its state and ZIP code, at the start. */
export const CITY_STATE_ZIP = new RegExp(`^${CITY}${COUNTY},?[ ]${STATE}${ZIP}`, 'u')
/** A street with its number, or a box, and nothing else. */
export const STREET_OR_BOX = new RegExp(`^(?:${NUMBER}[ ]${STREET}${SIDE}${UNIT}|${BOX}),?$`, 'u')

const INNER_START = new RegExp(
  `(?<=\\n|\\b(?:Address|Concerning|Property|Premises|RE:?|Re:?) )${NUMBER}[ ](?=[\\p{Lu}\\d])`,
  'gu',
)

const NEAR_PROPERTY =
  /(?:property|premises|located at|known as|situated|street address|location|address of)[^\n]{0,40}$/i

export type Address = Found & { field: string; whole: boolean }

/**
 * Addresses, each as far as it extends in one column; a street alone only if its full address is nowhere in the text.
 */
export function findAddresses(written: string): Address[] {
  const text = withoutPhones(written)
  const found: Address[] = []
  for (const [index, form] of FORMS.entries()) {
    for (const match of text.matchAll(form)) {
      const lead = index < 2 ? leadOf(match[0], form) : 0
      const value = match[0].slice(lead).trim().replace(/[.,]$/, '')
      const start = match.index + lead
      const end = start + value.length
      if (found.some((other) => start < other.end && other.start < end)) continue
      if (index < 2 && crossesColumns(text, start, value)) continue
      const normalized = value.replace(/\s+/g, ' ')
      if (index === 2 && found.some((other) => other.normalized.startsWith(normalized))) continue
      const field = addressField(text, start)
      found.push({ field, whole: index === 0, start, end, value, normalized })
    }
  }
  return found.toSorted((a, b) => a.start - b.start)
}

/** The digits of a phone number are not a house number. */
function withoutPhones(text: string): string {
  return findPhones(text).reduce(
    (rest, { start, end }) => rest.slice(0, start) + '#'.repeat(end - start) + rest.slice(end),
    text,
  )
}

/** Text before an address that looks like its beginning: the year of a date, a name, "Address". */
function leadOf(matched: string, form: RegExp): number {
  const starts = [...matched.matchAll(INNER_START)].map(({ index }) => index).toReversed()
  return starts.find((start) => new RegExp(`^(?:${form.source})`, 'u').test(matched.slice(start))) ?? 0
}

/** The part of a stretch within one column: its first row up to a gap, where other columns are beside it. */
export function withinColumn(text: string, start: number, end: number): number {
  const gap = text.slice(start, end).search(/ {3}/)
  const stop = gap < 0 ? end : start + gap
  const value = text.slice(start, stop)
  return crossesColumns(text, start, value) ? start + value.indexOf('\n') : stop
}

/** Whether the words before it say that it is the property's. */
export function addressField(text: string, start: number): 'property_address' | 'address' {
  return NEAR_PROPERTY.test(text.slice(Math.max(0, start - 60), start)) ? 'property_address' : 'address'
}

/** Across a line's end, with another column beside it: the start of the next row may belong to the other column. */
function crossesColumns(text: string, start: number, value: string): boolean {
  if (!value.includes('\n')) return false
  const end = start + value.length
  const stop = text.indexOf('\n', end)
  const rows = text.slice(text.lastIndexOf('\n', start) + 1, stop < 0 ? text.length : stop)
  return rows.split('\n').filter((row) => / {3}\S/.test(row.trim())).length > 1
}
