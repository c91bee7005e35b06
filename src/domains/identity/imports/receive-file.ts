import { createHash } from 'node:crypto'
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '#lib/errors.ts'
import { checkText } from '#lib/json.ts'
import { MOST_BYTES } from './schema.ts'

/** Lets the routes of this instance accept a form with one file. */
export async function acceptFile(http: FastifyInstance): Promise<void> {
  await http.register(multipart, {
    limits: { fileSize: MOST_BYTES, files: 1, fields: 5, fieldSize: 1_000, parts: 6 },
    throwFileSizeLimit: false,
  })
}

/** The file in the field `file` of a form. */
export async function receiveFile(request: FastifyRequest): Promise<{ filename: string; bytes: Buffer }> {
  if (!request.isMultipart())
    throw new AppError('unsupported', 'Send the file as multipart/form-data, in the field "file".')
  const part = await request.file()
  if (part?.fieldname !== 'file') {
    part?.file.resume()
    throw new AppError('invalid', 'The field "file" contains no file.', {
      issues: [{ field: 'file', reason: 'is missing' }],
    })
  }
  const bytes = await part.toBuffer()
  if (part.file.truncated)
    throw new AppError('too_large', 'This file is larger than 25 MB. Split it and import the parts.')
  const filename = (part.filename || 'import').slice(-255)
  checkText(filename)
  request.once?.files.push(filename, createHash('sha256').update(bytes).digest('hex'))
  return { filename, bytes }
}
