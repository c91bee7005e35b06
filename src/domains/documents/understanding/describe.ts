import type { Reading } from '#infra/reading/schema.ts'
import type { Classification } from './classify.ts'
import type { Extraction } from './extract.ts'

/** Words that stay small or large in a title. */
const NAMES: Record<string, string> = {
  hoa_disclosure: 'HOA Disclosure',
  mls_sheet: 'MLS Sheet',
  tax_reporting: 'Tax Reporting Form (1099-S, FIRPTA)',
}
const LONGEST = 160

/** A title a person would give: the form's own heading, else its kind, and the property or parties it concerns. */
export function describe(
  { document_type, category, confidence_score }: Classification,
  reading: Reading,
  extractions: Extraction[],
): { title: string; tags: string[] } {
  const kind = NAMES[category] ?? category.split('_').map(capitalize).join(' ')
  const heading = findHeading(reading)
  const subject = subjectOf(extractions)
  const name = heading ?? (confidence_score > 0.4 ? kind : 'Document')
  const title = subject ? `${name} – ${subject}` : name
  const years = extractions
    .filter((each) => /date/.test(each.field))
    .map((each) => each.normalized.slice(0, 4))
  const scanned = reading.pages.some((page) => page.source === 'ocr')
  const tags = [document_type, category, ...(scanned ? ['scanned'] : []), ...years.toSorted().slice(-1)]
  return { title: title.slice(0, LONGEST), tags: [...new Set(tags)] }
}

const HEADING =
  /agreement|contract|disclosure|statement|report|deed|policy|commitment|estimate|application|addendum|amendment|offer|note\b|certificate|declaration|notice|letter|listing|lease|instructions|appraisal|affidavit|mortgage|survey|invoice|identification|assignment|binder|evidence of/i

/** A short line among the first that names a paper: in capitals or in title case, without a sentence's end. */
function findHeading(reading: Reading): string | undefined {
  const lines = (reading.pages[0]?.text ?? '').split('\n').slice(0, 14)
  const heading = lines
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .find((line) => {
      const words = line.split(' ')
      const capitals = words.filter((word) => /^[A-Z0-9("&#-]/.test(word)).length
      return (
        HEADING.test(line) &&
        words.length <= 12 &&
        capitals >= words.length * 0.6 &&
        !/[.:;,]$|[:$_]/.test(line)
      )
    })
  return heading && inTitleCase(heading)
}

/** A heading in capitals, but for a "No." or an "a", as it would stand in a list. */
function inTitleCase(heading: string): string {
  const capitals = heading.match(/\b[A-Z][A-Z'’]+/g)?.join('').length ?? 0
  if (capitals * 2 < heading.length) return heading
  return heading.replace(/\b[A-Z][A-Z'’]+/g, (word) =>
    /^(?:ALTA|APN|FHA|HOA|HUD|LLC|MLS|REO|TREC|VA|II|III)$/.test(word)
      ? word
      : word.charAt(0) + word.slice(1).toLowerCase(),
  )
}

/** What the paper is about: the street of the property, else who buys from whom. */
function subjectOf(extractions: Extraction[]): string | undefined {
  const first = (...fields: string[]) => extractions.find((each) => fields.includes(each.field))?.normalized
  const street = (first('property_address') ?? first('address'))?.split(',')[0]
  if (street) return street
  const to = first('buyer', 'grantee', 'borrower', 'insured', 'exchanger', 'tenant')
  const from = first('seller', 'grantor', 'landlord')
  return from && to ? `${from} to ${to}` : (to ?? from)
}

function capitalize(word: string): string {
  return (word[0] ?? '').toUpperCase() + word.slice(1)
}
