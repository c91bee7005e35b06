export type ImportField<Id extends string = string> = {
  id: Id
  label: string
  hint?: string
  required?: boolean
  /** What a column that holds it may be called, in lower case. */
  names: readonly string[]
}

/** Which column of the file holds each field; null: none. */
export type Matches<Id extends string> = Record<Id, number | null>

const plain = (name: string) =>
  name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The columns that are called like a field, first the same name, then one that holds it; no column is taken twice. */
export function matchColumns<Id extends string>(headers: string[], fields: ImportField<Id>[]): Matches<Id> {
  const taken = new Set<number>()
  const matches = Object.fromEntries(fields.map(({ id }) => [id, null])) as Matches<Id>
  const isSame = (header: string, name: string) => header === name
  const holds = (header: string, name: string) => ` ${header} `.includes(` ${name} `)
  for (const fits of [isSame, holds])
    for (const { id, label, names } of fields) {
      if (matches[id] !== null) continue
      const at = headers.findIndex(
        (header, index) =>
          !taken.has(index) && [plain(label), ...names].some((name) => fits(plain(header), name)),
      )
      if (at < 0) continue
      matches[id] = at
      taken.add(at)
    }
  return matches
}

/** The rows of the file by field; a field without a column has no value. */
export function rowsBy<Id extends string>(
  rows: string[][],
  matches: Matches<Id>,
): Partial<Record<Id, string>>[] {
  const columns = Object.entries<number | null>(matches).flatMap(([id, at]) =>
    at === null ? [] : [[id, at] as const],
  )
  return rows.map(
    (row) =>
      Object.fromEntries(columns.map(([id, at]) => [id, row[at] ?? ''])) as Partial<Record<Id, string>>,
  )
}
