import type { DocumentType } from '#domains/documents/schema.ts'
import type { Found } from './dates.ts'
import type { Features } from './features.ts'
import { type PackedLayer, scoreRows, softmax } from './model.ts'
import { featuresAt, weigh } from './roles.ts'

/** A date or a sum with the field that the words before it name, or the plain one. */
export type Value = Found & { field: string; sure: number }

/** A value, everywhere that it stands, with what it looks like there. */
export type Valued = { places: Value[]; features: Features }

const MOST_PLACES = 8
/** A field that is less likely than this is not said; the value stays a plain date or amount. */
const FIELD_FROM = 0.8
const MOST_SURE = 0.85

/** Each different value of a text once. The order of their sizes or days is evidence too. */
export function findValued(text: string, type: DocumentType, values: Value[]): Valued[] {
  const groups = [...Map.groupBy(values, ({ normalized }) => normalized)]
  const ranked = groups.map(([normalized]) => normalized).toSorted(compare)
  const ranks = new Map(ranked.map((normalized, rank) => [normalized, rank]))
  return groups.map(([normalized, places]) => {
    const rank = ranks.get(normalized) ?? 0
    const features = places.slice(0, MOST_PLACES).flatMap((place) => {
      const mention = { ...place, group: place }
      return featuresAt(text, mention, [place])
    })
    const digits = normalized.replace(/\D.*$/, '').length
    const own = [
      `type=${type}`,
      `from first=${Math.min(rank, 5)}`,
      `from last=${Math.min(ranked.length - 1 - rank, 5)}`,
    ]
    return {
      places,
      features: weigh([...features, ...own, `digits=${digits}`, `often=${Math.min(places.length, 4)}`]),
    }
  })
}

/** Sums by size, days by date. */
function compare(first: string, second: string): number {
  if (/^\d{4}-/.test(first)) return first < second ? -1 : 1
  return Number(first) - Number(second)
}

/**
 * The values with the fields that what stands around them tells. Where the model knows none, or the rules know a field
 * that it does not have ("transfer_tax"), theirs stands.
 */
export function nameFields(
  { fields, layer, temperature }: PackedLayer,
  text: string,
  type: DocumentType,
  values: Value[],
): Value[] {
  return findValued(text, type, values).flatMap(({ places, features }) => {
    const chances = softmax(scoreRows(layer, features), temperature)
    const sure = Math.max(...chances)
    const field = fields[chances.indexOf(sure)] ?? ''
    const plain = fields[0] ?? ''
    return places.map((place) => {
      const own = place.field !== plain && !fields.includes(place.field)
      if (own || (field === plain && place.field === plain)) return place
      if (field !== plain && sure >= FIELD_FROM) return { ...place, field, sure: Math.min(MOST_SURE, sure) }
      return { ...place, field: plain, sure: 0.6 }
    })
  })
}
