import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate, urlAs } from '#app/migrate.ts'
import { testApp } from '#testing/app.ts'
import { asAdmin } from '#testing/databases.ts'
import { hasPgBouncer, runPgBouncer } from '#testing/debian-postgres.ts'
import { SECRET } from '#testing/secret.ts'

const app = testApp()
const present = hasPgBouncer && existsSync('/usr/bin/psql')

/** Who answers there, or why nobody does. */
async function whoAnswers(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.query<{ current_user: string }>('select current_user')).rows[0]?.current_user ?? ''
  } catch (error) {
    return (error as Error).message
  } finally {
    await client.end()
  }
}

describe.skipIf(!present)('PgBouncer with the settings in deploy/ (needs pgbouncer and psql)', () => {
  let pool: Awaited<ReturnType<typeof runPgBouncer>>

  beforeAll(async () => {
    const { hostname, port, pathname, username, password } = new URL(app.url())
    const database = pathname.slice(1)
    const env = { PGHOST: hostname, PGPORT: port, PGPASSWORD: password, PGBOUNCER_PASSWORD: 'looks it up' }
    execFileSync('bash', ['deploy/pgbouncer-lookup.sh'], {
      env: { ...process.env, ...env, POSTGRES_USER: username, POSTGRES_DB: database },
    })
    const ini = readFileSync('deploy/pgbouncer.ini', 'utf8')
      .replace(/^deedline = .*$/m, `${database} = host=${hostname} port=${port} dbname=${database}`)
      .replace(/^max_prepared_statements.*$/m, '') // Debian's may be older than 1.21.
    pool = await runPgBouncer(app.url(), ini, '"pgbouncer_lookup" "looks it up"')
  })
  afterAll(async () => {
    await pool?.stop()
    await asAdmin(app.url(), 'drop schema pgbouncer cascade', 'drop role pgbouncer_lookup')
  })

  test('accepts requests with the derived password', async () => {
    expect(await whoAnswers(urlAs(pool.url, SECRET, 'deedline_app'))).toBe('deedline_app')
  })

  test('still accepts them after another process has started and reset the passwords', async () => {
    await migrate(app.url(), SECRET, [])
    expect(await whoAnswers(urlAs(pool.url, SECRET, 'deedline_app'))).toBe('deedline_app')
  })

  test('accepts no one with another secret, and no other role', async () => {
    expect(await whoAnswers(urlAs(pool.url, 'another secret', 'deedline_app'))).toMatch(
      /authentication failed/,
    )
    expect(await whoAnswers(urlAs(pool.url, SECRET, 'deedline_worker'))).toMatch(/no such user|failed/)
  })
})
