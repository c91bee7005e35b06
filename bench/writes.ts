import { createHash, randomBytes } from 'node:crypto'
import { open, rm } from 'node:fs/promises'
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

export async function upload({ server_url, headers, infra }: World): Promise<Result> {
  let n = 0
  const filler = Buffer.from(randomBytes(MB).toString('base64').slice(0, MB))
  const end = Buffer.from(`\r\n--${BOUNDARY}--\r\n`)
  const timing = await hammer(server_url, 8, () => {
    const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="notes-${n}.txt"\r\ncontent-type: text/plain\r\n\r\n`
    const body = Buffer.concat([Buffer.from(`${head}${Date.now()} ${n++} `), filler, end])
    return {
      method: 'POST',
      path: '/api/v1/documents',
      headers: { ...headers, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
      body,
    }
  })
  const limit = await loop(8, async (i) => {
    createHash('sha256').update(filler).digest()
    const path = join(infra.config.DATA_DIR, `bench-${i}`)
    const file = await open(path, 'w')
    await file.write(filler)
    await file.sync()
    await file.close()
    await rm(path)
  })
  return {
    scenario: 'upload of 1 MB',
    target: '100/s',
    ...timing,
    limit,
    limit_of: '1 MB hashed, written and synced',
  }
}
