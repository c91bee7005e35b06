import pg from 'pg'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the run's own PostgreSQL, as its owner. */
    server: string
  }
}

/** Statements as the owner of the server, one after the other. */
export async function asAdmin(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

/** A fresh copy of the migrated template. Cloning needs the template to itself, so copies are made one at a time. */
export async function cloneTemplate(server: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('deedline.clone'))`)
    await client.query(`create database ${name} template deedline_template`)
  } finally {
    await client.end()
  }
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

export async function query(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text, values)).rows
  } finally {
    await client.end()
  }
}
