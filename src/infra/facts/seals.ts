import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { ChainHead } from '#infra/facts/anchors.ts'
import { consumeFeed, type FedFact, type FeedCursor } from '#infra/facts/feed.ts'
import type { Tx } from '#infra/postgres/transactions.ts'

const LINK = 32
const GENESIS: Buffer = Buffer.alloc(LINK)

/** A chained row. Every reader must always get the same bytes from the same row. */
type Row = {
  organization_id: string
  id: string
  name: string
  subject_type: string
  subject_id: string
  user_id: string | null
  actor_role: string | null
  payload: string
  ip_address: string | null
  user_agent: string | null
  request_id: string | null
  at: string
}

const ROW = sql`organization_id, id, name, subject_type, subject_id, user_id, actor_role, payload::text as payload,
  host(ip_address) as ip_address, user_agent, request_id, extract(epoch from created_at)::text as at`

function link(key: string, previous: Buffer, row: Row): Buffer {
  const fields = [
    row.organization_id,
    row.id,
    row.name,
    row.subject_type,
    row.subject_id,
    row.user_id,
    row.actor_role,
    row.payload,
    row.ip_address,
    row.user_agent,
    row.request_id,
    row.at,
  ]
  return createHmac('sha256', key).update(previous).update(JSON.stringify(fields)).digest()
}

/** The last link of a seal covers the feed position that it reaches, so the position can't be set back unnoticed. */
function closeSeal(key: string, previous: Buffer, { xid, id }: FeedCursor): Buffer {
  return createHmac('sha256', key)
    .update(previous)
    .update(JSON.stringify(['seal', xid, id]))
    .digest()
}

/** The head of an organization’s chain that is stored outside the database; undefined if there is none. */
export type Anchors = (organization_id: string) => Promise<ChainHead | undefined>

export type Sealed = {
  /** The new head of each chain that grew. */
  heads: ChainHead[]
  /** Organizations whose chain is shorter than the stored head or differs from it. None of their facts were sealed. */
  broken: string[]
}

/**
 * Chains the facts that are not sealed yet, at most `limit`. Sealing doesn't repair a chain that was cut: it stays as
 * it is, for `verifyChain` to report.
 */
export async function sealFacts(tx: Tx, key: string, anchorOf: Anchors, limit = 5_000): Promise<Sealed> {
  const sealed: Sealed = { heads: [], broken: [] }
  await consumeFeed(tx, 'seals', limit, async (facts) => {
    for (const [organization_id, own] of Map.groupBy(facts, (fact) => fact.organization_id)) {
      const head = await findHead(tx, organization_id)
      if (await isCut(tx, organization_id, head, await anchorOf(organization_id))) {
        sealed.broken.push(organization_id)
        continue
      }
      // Facts before the last seal were sealed with it, or were inserted behind its back.
      const fresh = own.filter((fact) => isAfter(fact, head.end))
      if (fresh.length > 0) sealed.heads.push(await sealOrganization(tx, key, head, fresh))
    }
  })
  return sealed
}

/**
 * Seals what was skipped while the chain was cut. For an operator who knows the cause, such as a database restored from
 * a backup. Returns the head that sealing continues from.
 */
export async function resumeSealing(tx: Tx, key: string, organization_id: string): Promise<ChainHead> {
  const head = await findHead(tx, organization_id)
  const { rows } = await sql<FedFact>`
    select e.organization_id, e.id, e.xid::text as xid, e.name, e.subject_type, e.subject_id, e.user_id, e.payload,
           e.created_at
      from events e join feed_cursors c on c.name = 'seals'
     where e.organization_id = ${organization_id} and (e.xid, e.id) <= (c.xid, c.id)
       and (e.xid, e.id) > (${head.end?.xid ?? '0'}::xid8, ${head.end?.id ?? NO_ID}::uuid)
     order by e.xid, e.id`.execute(tx)
  if (rows.length > 0) return sealOrganization(tx, key, head, rows)
  return { organization_id, position: head.position, hash: head.hash.toString('hex') }
}

const NO_ID = '00000000-0000-0000-0000-000000000000'

function isAfter(fact: FeedCursor, end: FeedCursor | null): boolean {
  if (!end) return true
  const [xid, last] = [BigInt(fact.xid), BigInt(end.xid)]
  return xid > last || (xid === last && fact.id > end.id)
}

async function isCut(
  tx: Tx,
  organization_id: string,
  head: Head,
  anchor: ChainHead | undefined,
): Promise<boolean> {
  if (!anchor || anchor.position === 0) return false
  if (anchor.position === head.position) return anchor.hash !== head.hash.toString('hex')
  const { rows } = await sql<{ hash: Buffer }>`
    select hash from event_seals where organization_id = ${organization_id}
       and position + cardinality(event_ids) - 1 = ${anchor.position}`.execute(tx)
  return rows[0]?.hash.toString('hex') !== anchor.hash
}

async function sealOrganization(tx: Tx, key: string, head: Head, facts: FedFact[]): Promise<ChainHead> {
  const { organization_id } = head
  const rows = await readRows(
    tx,
    organization_id,
    facts.map((fact) => fact.id),
  )
  let previous = head.hash
  const hashes = facts.map((fact) => {
    previous = link(key, previous, rows.get(fact.id) as Row)
    return previous
  })
  const last = facts.at(-1) as FedFact
  const hash = closeSeal(key, previous, last)
  await tx
    .insertInto('event_seals')
    .values({
      organization_id,
      position: head.position + 1,
      event_ids: facts.map((fact) => fact.id),
      hashes: Buffer.concat(hashes),
      previous_hash: head.hash,
      hash,
      last_xid: last.xid,
      last_id: last.id,
    })
    .execute()
  return { organization_id, position: head.position + facts.length, hash: hash.toString('hex') }
}

type Head = { organization_id: string; position: number; hash: Buffer; end: FeedCursor | null }

async function findHead(tx: Tx, organization_id: string): Promise<Head> {
  const { rows } = await sql<{ position: number; hash: Buffer; last_xid: string; last_id: string | null }>`
    select position + cardinality(event_ids) - 1 as position, hash, last_xid::text as last_xid, last_id
      from event_seals
     where organization_id = ${organization_id} order by position desc limit 1`.execute(tx)
  const [row] = rows
  if (!row) return { organization_id, position: 0, hash: GENESIS, end: null }
  // Older seals that didn't store their exact end reach to the last fact of its transaction.
  const end = { xid: row.last_xid, id: row.last_id ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff' }
  return { organization_id, position: row.position, hash: row.hash, end }
}

async function readRows(tx: Tx, organization_id: string, ids: string[]): Promise<Map<string, Row>> {
  const { rows } = await sql<Row>`
    select ${ROW} from events where organization_id = ${organization_id} and id = any(${ids}::uuid[])`.execute(
    tx,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

export type Verdict = {
  organization_id: string
  sealed: number
  unsealed: number
  intact: boolean
  /** The first fault, in a sentence. */
  fault: string | null
  event_id: string | null
  head: string
}

/**
 * Walks an organization's chain from its first fact. Finds edited, inserted, deleted and reordered facts and names the
 * first. A chain shorter than `known` (a head stored elsewhere: an anchor or an export) was cut off.
 */
export async function verifyChain(
  tx: Tx,
  key: string,
  organization_id: string,
  known?: ChainHead,
): Promise<Verdict> {
  let position = 0
  let previous: Buffer = GENESIS
  let passed = known === undefined || known.position === 0
  const verdict = (fault: string | null, event_id: string | null, unsealed = 0): Verdict => ({
    organization_id,
    sealed: position,
    unsealed,
    intact: fault === null,
    fault,
    event_id,
    head: previous.toString('hex'),
  })
  for (;;) {
    const seal = await nextSeal(tx, organization_id, position)
    if (!seal) break
    if (seal.position !== position + 1)
      return verdict(`The seals from place ${position + 1} to ${seal.position - 1} are missing.`, null)
    const rows = await readRows(tx, organization_id, seal.event_ids)
    for (const [i, id] of seal.event_ids.entries()) {
      const row = rows.get(id)
      if (!row) return verdict(`The fact at place ${position + 1} was deleted.`, id)
      const hash = link(key, previous, row)
      if (!hash.equals(seal.hashes.subarray(i * LINK, (i + 1) * LINK)))
        return verdict(`The fact at place ${position + 1} was changed, inserted or moved.`, id)
      previous = hash
      position++
      passed ||= known?.position === position && known.hash === hash.toString('hex')
    }
    if (seal.last_id) previous = closeSeal(key, previous, { xid: seal.last_xid, id: seal.last_id })
    if (!previous.equals(seal.hash))
      return verdict(`The seal that ends at place ${position} was changed.`, null)
    passed ||= known?.position === position && known.hash === previous.toString('hex')
  }
  if (!passed)
    return verdict(
      `The chain was cut off or rewritten: place ${known?.position} is not what was kept of it elsewhere.`,
      null,
    )
  return await checkUnsealed(tx, organization_id, verdict)
}

type Seal = {
  position: number
  event_ids: string[]
  hashes: Buffer
  hash: Buffer
  last_xid: string
  last_id: string | null
}

async function nextSeal(tx: Tx, organization_id: string, after: number): Promise<Seal | undefined> {
  const { rows } = await sql<Seal>`
    select position, event_ids, hashes, hash, last_xid::text as last_xid, last_id from event_seals
     where organization_id = ${organization_id} and position > ${after} order by position limit 1`.execute(tx)
  return rows[0]
}

/** An unsealed fact at a position that sealing has already passed was inserted afterward. */
async function checkUnsealed(
  tx: Tx,
  organization_id: string,
  verdict: (fault: string | null, event_id: string | null, unsealed?: number) => Verdict,
): Promise<Verdict> {
  const { rows } = await sql<{ id: string; late: boolean }>`
    with sealed as (select unnest(event_ids) as id from event_seals where organization_id = ${organization_id}),
         reached as (select last_xid, last_id from event_seals
                      where organization_id = ${organization_id} order by position desc limit 1)
    select e.id, coalesce((e.xid, e.id) <= (c.xid, c.id), false)
              or coalesce((e.xid, e.id) <= (r.last_xid, r.last_id), false) as late
      from events e left join feed_cursors c on c.name = 'seals' left join reached r on true
     where e.organization_id = ${organization_id} and not exists (select from sealed s where s.id = e.id)
     order by e.xid, e.id`.execute(tx)
  const inserted = rows.find((row) => row.late)
  if (inserted) return verdict('A fact was inserted after its time was sealed.', inserted.id)
  return verdict(null, null, rows.length)
}
