import type { Reading } from '#infra/reading/schema.ts'
import type { Classification } from './classify.ts'
import type { Extraction } from './extract.ts'

const LONGEST = 160
/** If the type is less certain than this, a line that looks like its heading is only a line. */
const SURE = 0.75
/** How many lines from the top a heading may be. */
const TOP = 8

/**
 * A title that a person would choose: an email's subject, or the form's own heading with the property or parties that
 * it concerns. Null if there is neither: the file name says more than a guess.
 */
export function proposeTitle(
  { document_type, confidence_score }: Classification,
  reading: Reading,
  extractions: Extraction[],
): string | null {
  const recognized =
    confidence_score >= SURE && document_type !== 'other' ? headingOf(reading, extractions) : null
  const title = MAILS.has(reading.mime_type) ? subjectOf(reading) : recognized
  return title?.slice(0, LONGEST) ?? null
}

const MAILS = new Set(['message/rfc822', 'application/vnd.ms-outlook'])

function subjectOf({ meta }: Reading): string | null {
  const subject = typeof meta.subject === 'string' ? meta.subject.replace(/\s+/g, ' ').trim() : ''
  return subject === '' ? null : subject
}

function headingOf(reading: Reading, extractions: Extraction[]): string | null {
  const heading = findHeading(reading)
  const concerns = concernOf(extractions)
  return heading ? (concerns ? `${heading} – ${concerns}` : heading) : null
}

const HEADING =
  /agreement|contract|disclosure|statement|report|deed|policy|commitment|estimate|application|addendum|amendment|offer|note\b|certificate|declaration|notice|letter|listing|lease|instructions|appraisal|affidavit|mortgage|survey|invoice|identification|assignment|binder|evidence of/i

/** A short line near the top that names a document: in capitals or in title case, without the end of a sentence. */
function findHeading(reading: Reading): string | undefined {
  const lines = (reading.pages[0]?.text ?? '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, TOP)
  const heading = lines
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .find((line) => {
      const words = line.split(' ')
      const capitals = words.filter((word) => /^[A-Z0-9("&#-]/.test(word)).length
      return (
        HEADING.test(line) &&
        words.length >= 2 &&
        words.length <= 12 &&
        capitals >= words.length * 0.6 &&
        !/[.:;,]$|[:$_]/.test(line)
      )
    })
  return heading && inTitleCase(heading)
}

/** A heading in capitals, except for a "No." or an "a", as it would appear in a list. */
function inTitleCase(heading: string): string {
  const capitals = heading.match(/\b[A-Z][A-Z'’]+/g)?.join('').length ?? 0
  if (capitals * 2 < heading.length) return heading
  return heading.replace(/\b[A-Z][A-Z'’]+/g, (word) =>
    /^(?:ALTA|APN|FHA|HOA|HUD|LLC|MLS|REO|TREC|VA|II|III)$/.test(word)
      ? word
      : word.charAt(0) + word.slice(1).toLowerCase(),
  )
}

/** The subject of the document: the street of the property, or else who buys from whom. */
function concernOf(extractions: Extraction[]): string | undefined {
  const first = (...fields: string[]) => extractions.find((each) => fields.includes(each.field))?.normalized
  const street = (first('property_address') ?? first('address'))?.split(',')[0]
  if (street) return street
  const to = first('buyer', 'grantee', 'borrower', 'insured', 'exchanger', 'tenant')
  const from = first('seller', 'grantor', 'landlord')
  return from && to ? `${from} to ${to}` : (to ?? from)
}
