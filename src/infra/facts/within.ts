import type { z } from 'zod'
import type { Tx } from '#infra/postgres/transactions.ts'

type Occurrence<P> = { organization_id: string; subject_id: string; payload: P }

/** What happens in the same commit as a fact. */
export type Within = {
  fact: string
  run: (tx: Tx, occurrence: Occurrence<unknown>) => Promise<void>
}

/**
 * What must be kept with the fact or not at all, such as the deadlines that a closing starts. It may only use the
 * transaction; where it throws, the fact isn't written either. Everything else is a reaction (`on`): it may wait.
 */
export function within<P extends z.ZodType>(
  type: { name: string; payload: P },
  run: (tx: Tx, occurrence: Occurrence<z.output<P>>) => Promise<void>,
): Within {
  return {
    fact: type.name,
    run: (tx, { payload, ...occurrence }) => run(tx, { ...occurrence, payload: type.payload.parse(payload) }),
  }
}

const known = new Map<string, Within['run'][]>()

/** Called once, with what all domains have. */
export function registerWithin(all: Within[]): void {
  known.clear()
  for (const [fact, those] of Map.groupBy(all, (one) => one.fact))
    known.set(
      fact,
      those.map(({ run }) => run),
    )
}

export async function runWithin(tx: Tx, fact: string, occurrence: Occurrence<unknown>): Promise<void> {
  for (const run of known.get(fact) ?? []) await run(tx, occurrence)
}
