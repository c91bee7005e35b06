import type { ImportKind, StoredImport, Tally } from '#domains/identity/imports/kind.ts'
import { emptyTally } from '#domains/identity/imports/kind.ts'
import type { Batch } from '#domains/identity/imports/rows.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { today } from '#lib/dates.ts'
import { type DealDraft, type Members, type Planned, type Problem, readDraft } from './drafts.ts'
import { keysOf, knownDeals, NUMBER, openPlaces, type Places, SAME_DAY } from './known.ts'
import { listMembers } from './queries.ts'
import type { DealDuplicate, DealImportSettings } from './schema.ts'
import { writeDeals } from './write.ts'

type Kind = { settings: DealImportSettings; duplicate: DealDuplicate }
type Stored = StoredImport<DealImportSettings>
/** What earlier rows of the file describe: their keys, and their addresses. */
type Earlier = { keys: Map<string, string>; places: Places }

const nothingEarlier = (): Earlier => ({ keys: new Map(), places: openPlaces() })

export const beginDeals: ImportKind<Kind>['begin'] = () => {
  const earlier = nothingEarlier()
  return {
    check: async (tx, actor, stored, batch, now) =>
      (await planBatch(tx, actor, stored, batch, { earlier, now })).tally,
    // Earlier batches are found among the deals, where they are now.
    write: async (tx, actor, stored, batch, now) => {
      const { add, tally } = await planBatch(tx, actor, stored, batch, { earlier: nothingEarlier(), now })
      await writeDeals(tx, actor, stored, add, now)
      return tally
    },
  }
}

/** Decides for each row of a batch whether it becomes a deal, and about which property. */
async function planBatch(
  tx: Tx,
  actor: Actor,
  { headers, mapping, settings }: Stored,
  batch: Batch,
  { earlier, now }: { earlier: Earlier; now: Date },
): Promise<{ add: Planned[]; tally: Tally<DealDuplicate> }> {
  const { on_unknown_agent } = settings
  const members = await membersOf(tx, actor)
  const reading = { mapping, members, on_unknown_agent, today: today(now, actor) }
  const read = batch.rows.map((row) => readDraft(row, reading))
  const drafts = read.flatMap(({ draft }) => draft ?? [])
  const known = await knownDeals(tx, actor.organization_id, drafts)
  const tally = emptyTally<DealDuplicate>(batch.rows.length)
  const add: Planned[] = []
  for (const [at, { draft, problems }] of read.entries()) {
    const row = batch.from + at + 1
    if (!draft) {
      tally.errors++
      tally.listed.errors.push(...problems.map((one) => ({ row, ...shownOf(one, headers, mapping) })))
      continue
    }
    const property_id = known.propertyOf(draft.property)
    const place = property_id ?? earlier.places.keyOf(draft.property)
    const there = known.find(draft, property_id)
    const keys = keysOf(draft, place)
    const repeated = keys.map((key) => earlier.keys.get(key)).find((reason) => reason !== undefined)
    const met =
      there ?? (repeated ? { name: nameOf(draft), reason: repeated, transaction_id: null } : undefined)
    if (met) tally.listed.duplicates.push({ row, ...met })
    if (met && settings.on_duplicate === 'skip') {
      tally.skipped++
      continue
    }
    for (const key of keys) earlier.keys.set(key, reasonOf(key))
    add.push({ draft, property_id, number_taken: met?.reason === NUMBER })
    tally.created++
  }
  return { add, tally }
}

const reasonOf = (key: string) => (key.startsWith('number ') ? NUMBER : SAME_DAY)
const nameOf = ({ property }: DealDraft) => property.address_line1

async function membersOf(tx: Tx, { organization_id }: Actor): Promise<Members> {
  const members: Members = new Map()
  for (const { user_id, email, display_name } of await listMembers(tx, organization_id)) {
    members.set(email.toLowerCase(), user_id)
    const name = display_name?.toLowerCase()
    if (name) members.set(name, members.has(name) ? null : user_id)
  }
  return members
}

function shownOf({ field, reason }: Problem, headers: string[], mapping: Stored['mapping']) {
  const at = field === null ? undefined : mapping[field]
  return { column: at === undefined ? '' : (headers[at] ?? ''), reason }
}
