import { readBounds } from '#domains/contacts/rules/area.ts'
import { cellOf, joinCells } from '#domains/contacts/rules/clusters.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { countUnplaced, listCells, listNamed } from './queries.ts'
import type { ContactMap, ContactMapQuery } from './schema.ts'

const WORLD = { west: -180, south: -90, east: 180, north: 90 }

/** The contacts of a list that a map shows: as clusters where they are close to each other, single ones with their names. */
export async function mapContacts(
  tx: Tx,
  { organization_id }: Actor,
  query: ContactMapQuery,
): Promise<ContactMap> {
  const { bounds, zoom, ...filter } = query
  const shown = readBounds(bounds) ?? WORLD
  const cells = await listCells(tx, organization_id, filter, shown, cellOf(shown, zoom))
  const clusters = joinCells(cells, zoom)
  const single = clusters.filter(({ count }) => count === 1).map(({ id }) => id)
  const named = new Map((await listNamed(tx, organization_id, single)).map((one) => [one.id, one]))
  const unplaced = await countUnplaced(tx, organization_id, { ...filter, area: undefined })
  return {
    unplaced,
    clusters: clusters.map(({ id, ...cluster }) => {
      const { display_name, coordinates_precision: precision } = named.get(id) ?? {}
      const known = cluster.count === 1 && display_name !== undefined
      return { ...cluster, contact: known ? { id, display_name, precision: precision ?? null } : null }
    }),
  }
}
