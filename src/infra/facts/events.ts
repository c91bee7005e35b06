import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { runWithin } from '#infra/facts/within.ts'
import { statement } from '#infra/postgres/statements.ts'
import type { Tx } from '#infra/postgres/transactions.ts'

/**
 * A kind of fact: its name in the past tense, its subject, how people read it ("Document uploaded"), and its payload.
 * Ids and changes, no secrets. The audit log adds what the payload calls `name`, `title`, `filename` or `email`.
 */
export type FactType<P extends z.ZodType = z.ZodType> = {
  name: string
  subject_type: string
  label: string
  payload: P
}

/** A kind of fact with the label of its domain. */
export type KnownFact = FactType & { group: string }

export type Fact<P = unknown> = {
  organization_id: string
  id: string
  name: string
  subject_type: string
  subject_id: string
  user_id: string | null
  payload: P
  created_at: string
}

export function fact<P extends z.ZodType>(
  name: string,
  subject_type: string,
  label: string,
  payload: P,
): FactType<P> {
  return { name, subject_type, label, payload }
}

/**
 * Writes the fact, the jobs that react to it, and what happens within it, in the caller's transaction: all or nothing.
 * Returns the fact's id.
 */
export async function publish<P extends z.ZodType>(
  tx: Tx,
  organization_id: string,
  type: FactType<P>,
  subject_id: string,
  payload: z.input<P>,
): Promise<string> {
  const body = JSON.stringify(type.payload.parse(payload))
  const { name, subject_type } = type
  const [row] = await callPublish(tx, { organization_id, name, subject_type, subject_id, body })
  await runWithin(tx, name, { organization_id, subject_id, payload: JSON.parse(body) })
  return (row as { id: string }).id
}

/** The same fact about many subjects, in one statement. */
export async function publishMany<P extends z.ZodType>(
  tx: Tx,
  organization_id: string,
  { name, subject_type, payload }: FactType<P>,
  about: { subject_id: string; payload: z.input<P> }[],
): Promise<void> {
  if (about.length === 0) return
  const bodies = about.map((one) => ({ id: one.subject_id, body: payload.parse(one.payload) }))
  await sql`select publish_fact(${organization_id}, ${name}, ${subject_type}, f.id, f.body)
              from jsonb_to_recordset(${JSON.stringify(bodies)}::jsonb) as f(id uuid, body jsonb)`.execute(tx)
  for (const { id: subject_id, body } of bodies)
    await runWithin(tx, name, { organization_id, subject_id, payload: body })
}

type Published = {
  organization_id: string
  name: string
  subject_type: string
  subject_id: string
  body: string
}
const callPublish = statement((tx, { organization_id, name, subject_type, subject_id, body }: Published) =>
  tx.selectNoFrom(
    sql<string>`publish_fact(${organization_id}, ${name}, ${subject_type}, ${subject_id}, ${body}::jsonb)`.as(
      'id',
    ),
  ),
)

export type EnqueueOptions = {
  key?: string
  run_at?: Date
  max_attempts?: number
  queue?: string
  /** A number, or a SQL expression for it. */
  priority?: number | RawBuilder<number>
}

/**
 * Queues a job in the caller's transaction. Lower priorities run first. A second job with the same key replaces the
 * first.
 */
export async function enqueue(
  tx: Tx,
  task: string,
  payload: object,
  { key, run_at, max_attempts = 8, queue, priority = 0 }: EnqueueOptions = {},
): Promise<void> {
  await sql`select enqueue(${task}, ${JSON.stringify(payload)}::json, ${key ?? null}::text,
    coalesce(${run_at?.toISOString() ?? null}::timestamptz, now()), ${max_attempts}::integer,
    ${queue ?? null}::text, (${priority})::integer)`.execute(tx)
}
