import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { hammer, loop, type Result } from './measure.ts'
import { ask, type World } from './world.ts'

const CHANGED = 5_000

/** A title changes: the row, its words, a fact and an entry of the access log in one commit. */
export async function patch({
  server_url,
  headers,
  documents,
  bare,
  organization_id,
}: World): Promise<Result> {
  const mine = documents.slice(0, CHANGED).map((document) => ({ ...document }))
  let i = 0
  const timing = await hammer(server_url, 20, () => {
    const document = mine[i++ % mine.length] as { id: string; version: number }
    return {
      method: 'PATCH',
      path: `/api/v1/documents/${document.id}`,
      headers: { ...headers, 'content-type': 'application/json', 'if-match': `"${document.version++}"` },
      body: JSON.stringify({ title: `Purchase agreement, draft ${i}` }),
    }
  })
  const others = documents.slice(CHANGED, 2 * CHANGED)
  const limit = await loop(10, (n) =>
    ask(bare, 'update documents set title = $3 where organization_id = $1 and id = $2', [
      organization_id,
      others[n % others.length]?.id as string,
      `Purchase agreement, draft ${n}`,
    ]),
  )
  return {
    scenario: 'write with fact and audit',
    target: '1,000/s; goal 2,000/s',
    ...timing,
    limit,
    limit_of: 'the same UPDATE alone, committed',
  }
}

const MB = 1024 * 1024
const BOUNDARY = 'deedline-bench'
const HEAD = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="notes.txt"\r\ncontent-type: text/plain\r\n\r\n`
/** Where a body has what makes its file another one. */
const NUMBER = 20

/** Bodies made once, more than are under way: making a megabyte anew for each call would be the client's work. */
export async function upload({ server_url, headers, infra }: World): Promise<Result> {
  const filler = Buffer.from(randomBytes(MB).toString('base64').slice(0, MB))
  const bodies = Array.from({ length: 32 }, () =>
    Buffer.concat([Buffer.from(HEAD), filler, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]),
  )
  let n = Date.now() * 1000
  const timing = await hammer(server_url, 8, () => {
    const body = bodies[n % bodies.length] as Buffer
    body.write(String(n++).padStart(NUMBER, '0'), HEAD.length)
    return {
      method: 'POST',
      path: '/api/v1/documents',
      headers: { ...headers, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
      body,
    }
  })
  const folder = join(infra.config.DATA_DIR, 'bench-files')
  await mkdir(folder, { recursive: true })
  const limit = await loop(8, async (i) => {
    createHash('sha256').update(filler).digest()
    const file = await open(join(folder, String(i)), 'w')
    await file.write(filler)
    await file.sync()
    await file.close()
  })
  await rm(folder, { recursive: true })
  return {
    scenario: 'upload of 1 MB',
    target: '100/s',
    ...timing,
    limit,
    limit_of: '1 MB hashed, written, synced and kept',
  }
}
