import type { z } from 'zod'
import type { FactType } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { withActor } from '#infra/postgres/transactions.ts'
import { type Actor, systemActor } from '#lib/actor.ts'

/**
 * Work that happens later. `reaction` responds to a fact; `task` is queued by name; `cron` runs on a schedule. `failed`
 * is called once the last attempt has failed, or the process died during it: it marks the job's subject, so that
 * nothing waits for it forever.
 */
export type Job =
  | {
      kind: 'reaction'
      name: string
      fact: string
      run: (infra: Infra, fact: ReactedFact) => Promise<void>
      failed?: (infra: Infra, fact: ReactedFact, error: unknown) => Promise<void>
    }
  | {
      kind: 'task'
      name: string
      run: (infra: Infra, payload: unknown, attempt: Attempt) => Promise<void>
      failed?: (infra: Infra, payload: unknown, error: unknown) => Promise<void>
      long?: Long<unknown>
      /** The number that may run at once, in slots of their own: no other job waits for them. */
      slots?: number
    }
  | { kind: 'cron'; name: string; schedule: string; run: (infra: Infra, now: Date) => Promise<void> }

/**
 * For jobs that may take minutes: they have slots of their own, so no short job waits for them, and no one's jobs take
 * all of the slots. `whose` returns whom the job is for; undefined when there is no one left to do it for.
 */
export type Long<P> = { whose: (infra: Infra, payload: P) => Promise<string | undefined> }

export type Attempt = { number: number; last: boolean }
export type ReactedFact = { organization_id: string; event_id: string }
export type Reaction<P> = { event_id: string; actor: Actor; subject_id: string; payload: P }

/** A reaction to a fact: a separate job with its own retries, so it must be safe to run twice. */
export function on<P extends z.ZodType>(
  type: FactType<P>,
  name: string,
  run: (infra: Infra, reaction: Reaction<z.output<P>>) => Promise<void>,
  failed?: (infra: Infra, reaction: Reaction<z.output<P>>, error: unknown) => Promise<void>,
): Job {
  return {
    kind: 'reaction',
    name,
    fact: type.name,
    run: async (infra, fact) => run(infra, await loadReaction(infra, type, fact)),
    ...(failed && {
      failed: async (infra: Infra, fact: ReactedFact, error: unknown) =>
        failed(infra, await loadReaction(infra, type, fact), error),
    }),
  }
}

async function loadReaction<P extends z.ZodType>(
  infra: Infra,
  type: FactType<P>,
  { organization_id, event_id }: ReactedFact,
): Promise<Reaction<z.output<P>>> {
  const actor = systemActor(organization_id)
  const { subject_id, payload } = await withActor(infra.db, actor, (tx) =>
    tx
      .selectFrom('events')
      .select(['subject_id', 'payload'])
      .where('organization_id', '=', organization_id)
      .where('id', '=', event_id)
      .executeTakeFirstOrThrow(),
  )
  return { event_id, actor, subject_id, payload: type.payload.parse(payload) }
}

export function task<P extends z.ZodType>(
  name: string,
  payload: P,
  run: (infra: Infra, payload: z.output<P>, attempt: Attempt) => Promise<void>,
  failed?: (infra: Infra, payload: z.output<P>, error: unknown) => Promise<void>,
  long?: Long<z.output<P>>,
): Job {
  return {
    kind: 'task',
    name,
    run: (infra, body, attempt) => run(infra, payload.parse(body), attempt),
    ...(failed
      ? { failed: (infra: Infra, body: unknown, error: unknown) => failed(infra, payload.parse(body), error) }
      : {}),
    ...(long
      ? { long: { whose: (infra: Infra, body: unknown) => long.whose(infra, payload.parse(body)) } }
      : {}),
  }
}

/**
 * For a job that waits for other companies' servers: it has slots of its own, so a slow server holds up nothing else.
 */
export function inSlots(slots: number, job: Job): Job {
  return job.kind === 'task' ? { ...job, slots } : job
}

/** Runs on a schedule in UTC, once regardless of the number of workers; `schedule` has the five fields of a crontab. */
export function cron(name: string, schedule: string, run: (infra: Infra, now: Date) => Promise<void>): Job {
  return { kind: 'cron', name, schedule, run }
}

export function reactionsOf(jobs: Job[]): { fact: string; job: string }[] {
  return jobs.flatMap((job) => (job.kind === 'reaction' ? [{ fact: job.fact, job: job.name }] : []))
}
