import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Files } from '#infra/files.ts'
import { AppError } from '#lib/errors.ts'

/** What a browser may show by itself; everything else is only ever saved. */
const SHOWN = new Set(['application/pdf', 'image/png', 'image/jpeg', 'image/gif', 'image/webp', 'text/plain'])

export type Content = {
  storage_path: string
  filename: string
  mime_type: string
  file_size: number
  file_hash: string
}

/**
 * Sends a file's bytes, a range of them when asked. Whatever it is, it is inert: no script of it runs, nothing of it is
 * loaded, and what browsers would interpret is saved instead of shown.
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
    .header('cache-control', 'private, no-cache')
    .header('accept-ranges', 'bytes')
    .header('etag', `"${content.file_hash}"`)
  if (request.headers['if-none-match'] === `"${content.file_hash}"`) return reply.code(304).send()
  const range = rangeOf(request.headers.range, content.file_size)
  if (range) {
    reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${content.file_size}`)
    reply.header('content-length', range.end - range.start + 1)
    return sendStream(reply, await files.read(content.storage_path, range))
  }
  reply.header('content-length', content.file_size)
  return sendStream(reply, await files.read(content.storage_path))
}

/** Sends what is read; whoever goes away before its end closes it, however early. */
export function sendStream(reply: FastifyReply, stream: Readable): FastifyReply {
  const { raw } = reply
  const close = () => stream.destroy()
  if (raw.destroyed || raw.socket?.destroyed) close()
  else raw.once('close', close)
  return reply.send(stream)
}

/** A page picture: made by us, so it may be kept for a day by the browser that asked. */
export async function sendPicture(
  reply: FastifyReply,
  files: Files,
  key: string | null,
): Promise<FastifyReply> {
  if (!key) throw new AppError('missing', 'There is no picture of this page.')
  const stream = await files.read(key)
  reply.type('image/webp').header('cache-control', 'private, max-age=86400')
  return sendStream(reply, stream)
}

function typeOf(mime_type: string): string {
  return mime_type === 'text/plain' ? 'text/plain; charset=utf-8' : mime_type
}

/** RFC 6266: plain ASCII for old clients, the true name in UTF-8. */
export function filenameOf(filename: string): string {
  const ascii = filename.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_')
  return `filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(filename).replaceAll(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`
}

function rangeOf(header: string | undefined, size: number): { start: number; end: number } | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (start > end || start >= size)
    throw new AppError('invalid', `The file has ${size} bytes; the range asked for is outside.`)
  return { start, end }
}
