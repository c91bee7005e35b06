/** What a column of a file can hold, and what the exports of other products call it. */
export type ImportableField = { id: string; label: string; hint?: string; names: readonly string[] }

/** Which column of the file, counted from 0, holds which field. */
export type Columns = { [field: string]: number | undefined }

const plain = (name: string) =>
  name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** The columns that are called like a field. No column is taken twice, and the first name of a field wins. */
export function matchColumns(fields: readonly ImportableField[], headers: string[]): Columns {
  const places = new Map(headers.map((header, at) => [plain(header), at] as const).toReversed())
  const taken = new Set<number>()
  const mapping: Columns = {}
  for (const { id, label, names } of fields) {
    const at = [plain(label), ...names]
      .map((name) => places.get(name))
      .find((place) => place !== undefined && !taken.has(place))
    if (at === undefined) continue
    mapping[id] = at
    taken.add(at)
  }
  return mapping
}
