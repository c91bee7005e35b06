import type { z } from 'zod'
import type { FactType } from '#infra/facts/events.ts'
import type { Infra } from '#infra/infra.ts'
import { withActor } from '#infra/postgres/transactions.ts'
import { type Actor, systemActor } from '#lib/actor.ts'

/**
 * What happens later. `reaction` answers a fact; `task` is put into the queue by name; `cron` runs by the clock.
 * `failed` is called once the last try has failed, or the process died in it: it marks the job's subject, so that
 * nothing waits for it for ever.
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
      /** So many of its kind at once, in slots of their own: nothing else waits for them. */
      slots?: number
    }
  | { kind: 'cron'; name: string; schedule: string; run: (infra: Infra, now: Date) => Promise<void> }

/**
 * Of a job that may take minutes: it has slots of its own, so that nothing short waits for it, and nobody's jobs have
 * all of them. `whose` names whom the job is done for; undefined when nobody is left to do it for.
 */
export type Long<P> = { whose: (infra: Infra, payload: P) => Promise<string | undefined> }

export type Attempt = { number: number; last: boolean }
export type ReactedFact = { organization_id: string; event_id: string }
export type Reaction<P> = { event_id: string; actor: Actor; subject_id: string; payload: P }

/** A reaction to a fact: a job of its own with its own retries, so it must be safe to run twice. */
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

/** Of a job that waits for others' servers: it has slots of its own, so that a slow one holds up nothing else. */
export function inSlots(slots: number, job: Job): Job {
  return job.kind === 'task' ? { ...job, slots } : job
}

/** Runs by the clock, in UTC, once whatever the number of workers; `schedule` is a crontab's five fields. */
export function cron(name: string, schedule: string, run: (infra: Infra, now: Date) => Promise<void>): Job {
  return { kind: 'cron', name, schedule, run }
}

export function reactionsOf(jobs: Job[]): { fact: string; job: string }[] {
  return jobs.flatMap((job) => (job.kind === 'reaction' ? [{ fact: job.fact, job: job.name }] : []))
}
