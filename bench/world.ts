import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { Infra } from '#infra/infra.ts'
import type { Db } from '#infra/postgres/pool.ts'
import type { Tx } from '#infra/postgres/transactions.ts'

/** What every scenario may use: the loaded database, and the product that serves it from another process. */
export type World = {
  infra: Infra
  /** As the owner, whom row-level security does not concern: what limits are measured by. */
  bare: Db
  database_url: string
  server_url: string
  organization_id: string
  /** Documents of the large organization, newest first. */
  documents: { id: string; version: number }[]
  headers: Record<string, string>
}

/** Compiles queries and runs none. */
export const compiler = new Kysely({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
}) as unknown as Tx

export const pickOne = <T>(values: T[]): T => values[Math.floor(Math.random() * values.length)] as T

/** One prepared statement with nothing of ours around it. */
export function ask(bare: Db, text: string, values: unknown[]): Promise<unknown> {
  return bare.pool.query({ name: bare.nameOf(text), text, values })
}
