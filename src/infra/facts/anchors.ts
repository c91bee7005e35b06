import { text } from 'node:stream/consumers'
import { z } from 'zod'
import type { Files } from '#infra/files/files.ts'
import { keyedHash, sameText } from '#infra/secrets.ts'
import { AppError } from '#lib/errors.ts'

/** The end of an organization's chain of facts: the number of facts, and the last hash. */
export type ChainHead = { organization_id: string; position: number; hash: string }

const Anchor = z.object({
  organization_id: z.uuid(),
  position: z.number().int(),
  hash: z.string(),
  sealed_at: z.string(),
  signature: z.string(),
})
/** A chain head stored outside the database, so that facts cut off in the database are noticed. */
export type Anchor = z.infer<typeof Anchor>

const ROOT = 'anchors'
const keyOf = (organization_id: string, name: string) => `${ROOT}/${organization_id}/${name}.json`

export function signHead(key: string, { organization_id, position, hash }: ChainHead, now: Date): Anchor {
  const sealed_at = now.toISOString()
  const fields = JSON.stringify([organization_id, position, hash, sealed_at])
  const signature = keyedHash(key, `anchor${fields}`).toString('hex')
  return { organization_id, position, hash, sealed_at, signature }
}

/** Stores the newest head in the file store, along with the last head of each day. */
export async function saveAnchor(files: Files, key: string, head: ChainHead, now: Date): Promise<void> {
  const anchor = signHead(key, head, now)
  const bytes = [Buffer.from(`${JSON.stringify(anchor)}\n`)]
  for (const name of [anchor.sealed_at.slice(0, 10), 'head'])
    await files.write(
      keyOf(head.organization_id, name),
      (async function* () {
        yield* bytes
      })(),
    )
}

/** The newest stored head; undefined if there never was one. Throws if it isn't what we wrote. */
export async function findAnchor(
  files: Files,
  key: string,
  organization_id: string,
): Promise<Anchor | undefined> {
  const written = await files.read(keyOf(organization_id, 'head')).catch((error) => {
    if (error instanceof AppError && error.code === 'missing') return undefined
    throw error
  })
  return written && openAnchor(key, await text(written))
}

/** Reads an anchor and checks our signature. Throws AppError('refused'). */
export function openAnchor(key: string, written: string): Anchor {
  const parsed = Anchor.safeParse(parseJson(written))
  if (parsed.success) {
    const { signature } = signHead(key, parsed.data, new Date(parsed.data.sealed_at))
    if (sameText(signature, parsed.data.signature)) return parsed.data
  }
  throw new AppError('refused', 'An anchor of the audit trail was changed: its signature is not ours.')
}

function parseJson(written: string): unknown {
  try {
    return JSON.parse(written)
  } catch {
    return undefined // Text that isn't JSON can't carry our signature.
  }
}

/** Every organization with a stored head, whether or not it is still in the database. */
export async function listAnchored(files: Files): Promise<string[]> {
  const ids = new Set<string>()
  for await (const { key } of files.list(`${ROOT}/`)) ids.add(key.split('/')[1] ?? '')
  return [...ids]
}
