import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { consumeFeed, type FedFact } from '#infra/feed.ts'
import type { Tx } from '#infra/postgres.ts'

const LINK = 32
const GENESIS: Buffer = Buffer.alloc(LINK)

export type ChainHead = { organization_id: string; position: number; hash: string }

/** A chained row, whatever the reader: the same bytes from the same row, for ever. */
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

/**
 * Chains the facts that are not yet sealed, at most `limit` of them. Answers the new head of each chain that grew: who
 * keeps a copy of them elsewhere can prove that nothing was cut off the end.
 */
export async function sealFacts(tx: Tx, key: string, limit = 5_000): Promise<ChainHead[]> {
  const heads: ChainHead[] = []
  await consumeFeed(tx, 'seals', limit, async (facts) => {
    for (const [organization_id, own] of Map.groupBy(facts, (fact) => fact.organization_id))
      heads.push(await sealOrganization(tx, key, organization_id, own))
  })
  return heads
}

async function sealOrganization(
  tx: Tx,
  key: string,
  organization_id: string,
  facts: FedFact[],
): Promise<ChainHead> {
  const head = await findHead(tx, organization_id)
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
  const position = head.position + 1
  await tx
    .insertInto('event_seals')
    .values({
      organization_id,
      position,
      event_ids: facts.map((fact) => fact.id),
      hashes: Buffer.concat(hashes),
      previous_hash: head.hash,
      hash: previous,
      last_xid: facts.at(-1)?.xid ?? '0',
    })
    .execute()
  return { organization_id, position: head.position + facts.length, hash: previous.toString('hex') }
}

async function findHead(tx: Tx, organization_id: string): Promise<{ position: number; hash: Buffer }> {
  const { rows } = await sql<{ position: number; hash: Buffer }>`
    select position + cardinality(event_ids) - 1 as position, hash from event_seals
     where organization_id = ${organization_id} order by position desc limit 1`.execute(tx)
  return rows[0] ?? { position: 0, hash: GENESIS }
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
  /** The first bad place, in a sentence. */
  fault: string | null
  event_id: string | null
  head: string
}

/**
 * Walks an organization's chain from its first fact. Finds edited, inserted, deleted and reordered facts and names the
 * first; a chain shorter than `known` (a head that somebody kept elsewhere) was truncated.
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
      if (known?.position === position) passed = known.hash === hash.toString('hex')
    }
  }
  if (!passed)
    return verdict(
      `The chain was cut or rewritten: place ${known?.position} is not what was kept of it.`,
      null,
    )
  return await checkUnsealed(tx, organization_id, verdict)
}

type Seal = { position: number; event_ids: string[]; hashes: Buffer; last_xid: string }

async function nextSeal(tx: Tx, organization_id: string, after: number): Promise<Seal | undefined> {
  const { rows } = await sql<Seal>`
    select position, event_ids, hashes, last_xid::text as last_xid from event_seals
     where organization_id = ${organization_id} and position > ${after} order by position limit 1`.execute(tx)
  return rows[0]
}

/** A fact that is in no seal although the sealing has passed its place was inserted behind its back. */
async function checkUnsealed(
  tx: Tx,
  organization_id: string,
  verdict: (fault: string | null, event_id: string | null, unsealed?: number) => Verdict,
): Promise<Verdict> {
  const { rows } = await sql<{ id: string; late: boolean }>`
    with sealed as (select unnest(event_ids) as id from event_seals where organization_id = ${organization_id})
    select e.id, coalesce((e.xid, e.id) <= (c.xid, c.id), false) as late
      from events e left join feed_cursors c on c.name = 'seals'
     where e.organization_id = ${organization_id} and not exists (select from sealed s where s.id = e.id)
     order by e.xid, e.id`.execute(tx)
  const inserted = rows.find((row) => row.late)
  if (inserted) return verdict('A fact was inserted after its time was sealed.', inserted.id)
  return verdict(null, null, rows.length)
}
