import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { jobs } from '#app/domains.ts'
import { migrate } from '#app/migrate.ts'
import { reactionsOf } from '#infra/jobs/jobs.ts'
import { startPostgres } from '#infra/postgres/embedded/engine.ts'
import { asAdmin } from '#testing/databases.ts'
import { SECRET } from '#testing/secret.ts'

/** One server and one migrated template a run; every test file clones it in milliseconds. TEST_DATABASE_URL: another server. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL
  const dataDir = join(tmpdir(), `deedline-tests-${process.pid}`)
  const embedded = given
    ? undefined
    : await startPostgres({
        dataDir,
        settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 200 },
      })
  const server = given ?? embedded?.url ?? ''
  await asAdmin(
    server,
    'drop database if exists deedline_template with (force)',
    'create database deedline_template',
  )
  const template = new URL(server)
  template.pathname = '/deedline_template'
  await migrate(template.href, SECRET, reactionsOf(jobs))
  project.provide('server', server)
  return async () => {
    await embedded?.stop()
    if (embedded) rmSync(dataDir, { recursive: true, force: true })
  }
}
