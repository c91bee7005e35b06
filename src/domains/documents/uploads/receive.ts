import multipart, { type Multipart, type MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Files } from '#infra/files.ts'
import { detectType } from '#infra/reading/detect-type.ts'
import { AppError } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { checkText } from '#lib/json.ts'
import type { Placed, ReceivedFile } from './uploads.ts'

/** Enough of a file to know its type by. */
const HEAD = 256 * 1024

export function newFileKey(organization_id: string): string {
  return `organizations/${organization_id}/files/${newId()}`
}

/** Streams bytes into the store, hashed on their way, and knows them by their content. A broken stream leaves nothing. */
export async function receiveStream(
  files: Files,
  organization_id: string,
  filename: string,
  stream: AsyncIterable<Uint8Array>,
): Promise<ReceivedFile> {
  const key = newFileKey(organization_id)
  const head: Uint8Array[] = []
  let held = 0
  const peek = async function* () {
    for await (const chunk of stream) {
      if (held < HEAD) {
        head.push(chunk)
        held += chunk.byteLength
      }
      yield chunk
    }
  }
  const { file_size, file_hash } = await files.write(key, peek())
  if (file_size === 0) {
    await files.remove(key)
    throw new AppError(
      'invalid',
      'This file is empty. Choose the file again, or save a copy that has content.',
    )
  }
  const mime_type = await detectType(Buffer.concat(head), filename)
  return { key, filename, mime_type, file_size, file_hash }
}

/** Lets the routes of this instance take forms with one file of up to `largest` bytes. */
export async function acceptForms(http: FastifyInstance, largest: number): Promise<void> {
  await http.register(multipart, {
    limits: { fileSize: largest, files: 2, fields: 30, fieldSize: 100_000, parts: 40 },
    throwFileSizeLimit: false,
  })
}

/** Bytes that were received stay if the commit of `work` wants them, and go if it does not. */
export async function keepReceived<T extends { placed: Placed }>(
  files: Files,
  file: ReceivedFile,
  work: () => Promise<T>,
): Promise<T> {
  const result = await work().catch(async (error) => {
    await files.remove(file.key)
    throw error
  })
  if (result.placed.redundant) await files.remove(file.key)
  return result
}

/** A file in the field `file`, whatever stands before and after it. Throws when there is none, or more than one. */
export async function receiveForm<S extends z.ZodType>(
  request: FastifyRequest,
  organization_id: string,
  files: Files,
  schema: S,
): Promise<{ file: ReceivedFile; fields: z.output<S> }> {
  if (!request.isMultipart())
    throw new AppError('unsupported', 'Send the file as multipart/form-data, in the field "file".')
  const fields: Record<string, unknown> = {}
  let file: ReceivedFile | undefined
  try {
    for await (const part of readParts(request)) {
      if (part.type === 'field') fields[part.fieldname] = fieldOf(String(part.value))
      else if (part.fieldname !== 'file' || file)
        throw new AppError('invalid', 'Send one file at a time, in the field "file".')
      else file = await receivePart(part, organization_id, files)
    }
    if (!file)
      throw new AppError('invalid', 'There is no file in the field "file".', {
        issues: [{ field: 'file', reason: 'is missing' }],
      })
    return { file, fields: parseFields(schema, fields) }
  } catch (error) {
    if (file) await files.remove(file.key)
    throw error
  }
}

/** What the parser cannot read is the sender's mistake, or his line's. */
async function* readParts(request: FastifyRequest): AsyncGenerator<Multipart> {
  try {
    yield* request.parts()
  } catch (error) {
    throw isAnswer(error) ? error : brokenForm()
  }
}

const isAnswer = (error: unknown) =>
  error instanceof AppError || (error instanceof Error && 'statusCode' in error)
const brokenForm = () => new AppError('invalid', 'The form did not arrive whole. Send it again.')

async function receivePart(
  part: MultipartFile,
  organization_id: string,
  files: Files,
): Promise<ReceivedFile> {
  checkText(part.filename)
  const received = await receiveStream(files, organization_id, part.filename || 'document', part.file).catch(
    (error) => {
      throw part.file.errored && !isAnswer(error) ? brokenForm() : error
    },
  )
  if (!part.file.truncated) return received
  await files.remove(received.key)
  throw new AppError('too_large', 'The file is larger than one document may be.')
}

/** Form fields are text; lists and flags are written as JSON. */
function fieldOf(value: string): unknown {
  checkText(value)
  if (!/^(\[|\{|true$|false$)/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

export function parseFields<S extends z.ZodType>(schema: S, fields: unknown): z.output<S> {
  const parsed = schema.safeParse(fields)
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), reason: message }))
  throw new AppError('invalid', issues.map(({ field, reason }) => `${field}: ${reason}`).join('. '), {
    issues,
  })
}
