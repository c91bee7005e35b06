/**
 * `node_modules/.bin/node bench/memory.ts`: what the product holds at rest, a minute after its work is done: after a
 * first start with the demonstration, after a later start, and after forty more documents. Linux only: it asks /proc.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeDemoDocuments } from '#domains/documents/demonstration/make-demo-documents.ts'
import { DEMONSTRATION_PASSWORD } from '#domains/identity/demonstration.ts'
import { type Server, startServer } from './server.ts'

const REST_SECONDS = 60
const UPLOADED = 40
const OWNERS = ['olivia.owner@roi.example', 'paula.owner@peak.example']

const folder = await mkdtemp(join(tmpdir(), 'deedline-bench-memory-'))
const settings = { DEEDLINE_ENV: 'development', RATE_LIMIT_PER_MINUTE: '100000' }
const rows: Record<string, Record<string, number>> = {}

try {
  const first = await startServer(folder, [], settings)
  await measure('after a first start', first)
  await first.stop()
  const later = await startServer(folder, [], settings)
  await measure('after a later start', later)
  await upload(later)
  await measure(`after ${UPLOADED} documents more`, later)
  await later.stop()
} finally {
  await rm(folder, { recursive: true, force: true })
}
console.table(rows)

async function measure(when: string, server: Server): Promise<void> {
  process.stderr.write(`${when} …\n`)
  await untilRead(server)
  await sleep(REST_SECONDS * 1_000)
  rows[when] = await weigh(server.pid)
}

/** Until nothing is being read any more, and nothing is added to it either. */
async function untilRead({ url }: Server): Promise<void> {
  const people = await Promise.all(OWNERS.map((email) => signIn(url, email)))
  let before = -1
  for (;;) {
    let count = 0
    let processing = 0
    for (const headers of people) {
      count += await total(url, headers, '')
      processing += await total(url, headers, '&status=processing')
    }
    if (processing === 0 && count > 0 && count === before) return
    before = count
    await sleep(5_000)
  }
}

async function total(url: string, headers: Record<string, string>, filter: string): Promise<number> {
  const answer = await fetch(`${url}/api/v1/documents?limit=1&facets=true${filter}`, { headers })
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { total: number }).total
}

async function signIn(url: string, email: string): Promise<Record<string, string>> {
  const answer = await fetch(`${url}/api/v1/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: DEMONSTRATION_PASSWORD }),
  })
  const { access_token, organizations } = (await answer.json()) as {
    access_token: string
    organizations: { organization_id: string }[]
  }
  const organization_id = organizations[0]?.organization_id ?? ''
  return { authorization: `Bearer ${access_token}`, 'x-organization-id': organization_id }
}

/** Printed, typed and scanned, as the demonstration's, but other deals. */
async function upload({ url }: Server): Promise<void> {
  const headers = await signIn(url, OWNERS[0] ?? '')
  let left = UPLOADED
  for await (const { filename, bytes } of makeDemoDocuments(1_000 + UPLOADED)) {
    const body = new FormData()
    body.append('file', new Blob([Buffer.from(bytes)]), filename)
    const answer = await fetch(`${url}/api/v1/documents`, { method: 'POST', headers, body })
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
    left -= 1
    if (left === 0) return
  }
}

/** Megabytes by what a process is: RSS, and for PostgreSQL, whose processes share most of theirs, PSS. */
async function weigh(server: number): Promise<Record<string, number>> {
  const found = { server: 0, readers: 0, 'warehouse engine': 0, 'PostgreSQL (PSS)': 0, processes: 0 }
  for (const pid of await family(server)) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
    const size = (name: string) =>
      Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(rollup)?.[1] ?? 0) / 1024
    found.processes += 1
    if (pid === server) found.server += size('Rss')
    else if (command.includes('postgres')) found['PostgreSQL (PSS)'] += size('Pss')
    else if (command.includes('warehouse')) found['warehouse engine'] += size('Rss')
    else found.readers += size('Rss')
  }
  return Object.fromEntries(Object.entries(found).map(([name, megabytes]) => [name, Math.round(megabytes)]))
}

async function family(root: number): Promise<number[]> {
  const parents = new Map<number, number>()
  for (const name of await readdir('/proc')) {
    const stat = /^\d+$/.test(name) && (await readFile(`/proc/${name}/stat`, 'utf8').catch(() => ''))
    if (stat) parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
  }
  const found = [root]
  for (const pid of found) for (const [child, parent] of parents) if (parent === pid) found.push(child)
  return found
}
