import type { Readable } from 'node:stream'
import { ZipArchive } from 'archiver'
import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'
import type { Files } from '#infra/files.ts'
import type { Actor, Origin } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'
import type { Content } from './files.ts'

const SECONDS = 60

const Download = z.object({
  user_id: z.uuid(),
  organization_id: z.uuid(),
  role: z.string(),
  ids: z.array(z.uuid()),
  version_number: z.number().int().optional(),
})
export type Download = z.infer<typeof Download>

/** A signed address that downloads without a bearer, so that the browser itself can save what is large; for a minute. */
export function signDownload(secret: string, download: Download, now: Date): Promise<string> {
  const at = Math.floor(now.getTime() / 1000)
  return new SignJWT(download)
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience('download')
    .setIssuedAt(at)
    .setExpirationTime(at + SECONDS)
    .sign(Buffer.from(`download:${secret}`))
}

export async function readDownload(secret: string, ticket: string, now: Date): Promise<Download> {
  try {
    const { payload } = await jwtVerify(ticket, Buffer.from(`download:${secret}`), {
      audience: 'download',
      algorithms: ['HS256'],
      currentDate: now,
    })
    return Download.parse(payload)
  } catch {
    throw new AppError('gone', 'This download address is too old. Start the download again.')
  }
}

/** The person who asked for the address, for what he saw when he asked. */
export function downloader({ user_id, organization_id, role }: Download, origin: Origin): Actor {
  return {
    user_id,
    organization_id,
    role: role as Actor['role'],
    permissions: new Set(),
    session_id: null,
    timezone: 'UTC',
    confirmed_at: null,
    origin,
  }
}

/** The files as one ZIP, streamed as they are read: names that repeat get a number. */
export function zipFiles(files: Files, contents: Content[]): Readable {
  const zip = new ZipArchive({ store: true })
  const taken = new Map<string, number>()
  const fill = async () => {
    for (const content of contents) {
      const stream = await files.read(content.storage_path)
      const ended = new Promise((resolve, reject) => stream.once('close', resolve).once('error', reject))
      zip.append(stream, { name: uniqueName(taken, content.filename) })
      await ended
    }
    await zip.finalize()
  }
  fill().catch((error) => zip.destroy(error))
  return zip
}

function uniqueName(taken: Map<string, number>, filename: string): string {
  const times = taken.get(filename) ?? 0
  taken.set(filename, times + 1)
  if (times === 0) return filename
  const dot = filename.lastIndexOf('.')
  return dot > 0
    ? `${filename.slice(0, dot)} (${times + 1})${filename.slice(dot)}`
    : `${filename} (${times + 1})`
}
