import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Files } from '#infra/files/files.ts'
import { AppError } from '#lib/errors.ts'

/** Types that a browser may display inline; everything else is only ever saved. */
const SHOWN = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/gif', 'image/webp', 'text/plain'])

export type Content = {
  storage_path: string
  filename: string
  mime_type: string
  file_size: number
  file_hash: string
}

/**
 * Sends a file's bytes, or the requested range. The file is inert: none of its scripts run, nothing in it is loaded,
 * and types that browsers would interpret are saved instead of shown.
 */
export async function sendContent(
  request: FastifyRequest,
  reply: FastifyReply,
  files: Files,
  content: Content,
  disposition: 'inline' | 'attachment',
): Promise<FastifyReply> {
  const shown = disposition === 'inline' && SHOWN.has(content.mime_type)
  reply
    .header('content-type', shown ? typeOf(content.mime_type) : 'application/octet-stream')
    .header('content-disposition', `${shown ? 'inline' : 'attachment'}; ${filenameOf(content.filename)}`)
    .header(
      'content-security-policy',
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
    )
    .header('accept-ranges', 'bytes')
  const tag = `"${content.file_hash}"`
  if (isKnown(request, reply, tag)) return reply.code(304).send()
  const range = rangeOf(request, reply, tag, content.file_size)
  if (range) {
    reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${content.file_size}`)
    reply.header('content-length', range.end - range.start + 1)
    return sendStream(reply, await files.read(content.storage_path, range))
  }
  reply.header('content-length', content.file_size)
  return sendStream(reply, await files.read(content.storage_path))
}

/** Sends a stream; it is closed when the client disconnects, however early. */
export function sendStream(reply: FastifyReply, stream: Readable): FastifyReply {
  const { raw } = reply
  const close = () => stream.destroy()
  if (raw.destroyed || raw.socket?.destroyed) close()
  else raw.once('close', close)
  return reply.send(stream)
}

/**
 * Whether the client already has this. Checked after the permission, and revalidated by the client each time: what one
 * person may see is not for the next person on the same browser, nor for the same person once access is revoked.
 */
function isKnown({ headers }: FastifyRequest, reply: FastifyReply, tag: string): boolean {
  reply.header('cache-control', 'private, no-cache').header('etag', tag)
  const known = headers['if-none-match']
  if (known === undefined) return false
  return (
    known.trim() === '*' ||
    (known.match(/(?:W\/)?"[^"]*"/g) ?? []).some((each) => each.replace(/^W\//, '') === tag)
  )
}

/** A page picture. The pictures of a version are stored under their own key, and created again on each new reading. */
export async function sendPicture(
  request: FastifyRequest,
  reply: FastifyReply,
  files: Files,
  key: string | null,
): Promise<FastifyReply> {
  if (!key) throw new AppError('missing', 'This page has no image.')
  const { file_size, modified_at } = await files.stat(key)
  const tag = `"${createHash('sha256').update(`${key} ${file_size} ${modified_at.getTime()}`).digest('base64url')}"`
  if (isKnown(request, reply, tag)) return reply.code(304).send()
  reply.type('image/webp')
  return sendStream(reply, await files.read(key))
}

function typeOf(mime_type: string): string {
  return mime_type === 'text/plain' ? 'text/plain; charset=utf-8' : mime_type
}

/** RFC 6266: plain ASCII for old clients, the real name in UTF-8. */
export function filenameOf(filename: string): string {
  const ascii = filename.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_')
  return `filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(filename).replaceAll(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`
}

/** The whole file if the client's part belongs to another file (`If-Range`) or the range is not one that we support. */
function rangeOf(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  tag: string,
  size: number,
): { start: number; end: number } | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? '') ?? []
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined
  if (headers['if-range'] !== undefined && headers['if-range'] !== tag) return undefined
  if (from !== '' && to !== '' && Number(from) > Number(to)) return undefined
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (start > end || start >= size) {
    reply.header('content-range', `bytes */${size}`).header('content-type', 'application/problem+json')
    throw new AppError('out_of_range', `The file has ${size} bytes; the range asked for is outside.`)
  }
  return { start, end }
}
