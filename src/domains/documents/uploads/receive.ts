import multipart, { type Multipart, type MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Files } from '#infra/files/files.ts'
import type { Infra } from '#infra/infra.ts'
import { isRolledBack } from '#infra/postgres/outcome.ts'
import { type Tx, withActor } from '#infra/postgres/transactions.ts'
import { detectType } from '#infra/reading/detect-type.ts'
import type { Actor } from '#lib/actor.ts'
import { AppError } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { checkText, parseStrictJson } from '#lib/json.ts'
import { demandRoom, promiseRoom, releaseRoom } from './room.ts'
import type { Placed, ReceivedFile } from './uploads.ts'

/** Enough of a file to detect its type. */
const HEAD = 256 * 1024
/** A file that starts by naming its interpreter. */
const SCRIPT = 'application/x-script'

export function newFileKey(organization_id: string): string {
  return `organizations/${organization_id}/files/${newId()}`
}

type Demand = (received: number) => Promise<void>

/**
 * Streams bytes into the store, hashes them on the way, and detects their type by content. A broken stream leaves
 * nothing, and neither does one that `demandMore`, which gets the number of bytes so far, refuses.
 */
export async function receiveStream(
  files: Files,
  organization_id: string,
  filename: string,
  stream: AsyncIterable<Uint8Array>,
  demandMore: Demand = async () => {},
): Promise<ReceivedFile> {
  const key = newFileKey(organization_id)
  const head: Uint8Array[] = []
  let held = 0
  let received = 0
  const peek = async function* () {
    for await (const chunk of stream) {
      received += chunk.byteLength
      await demandMore(received)
      if (held < HEAD) {
        head.push(chunk)
        held += chunk.byteLength
      }
      yield chunk
    }
  }
  const { file_size, file_hash } = await files.write(key, peek())
  const bytes = Buffer.concat(head)
  const mime_type = bytes.subarray(0, 2).toString() === '#!' ? SCRIPT : await detectType(bytes, filename)
  return { key, filename, mime_type, file_size, file_hash }
}

/** Lets the routes of this instance accept forms with one file of up to `largest` bytes. */
export async function acceptForms(http: FastifyInstance, largest: number): Promise<void> {
  await http.register(multipart, {
    limits: { fileSize: largest, files: 2, fields: 30, fieldSize: 100_000, parts: 40 },
    throwFileSizeLimit: false,
  })
}

/**
 * Received bytes stay if `work` commits and needs them, and are removed if it certainly didn't commit. If the outcome
 * of the commit is unknown they stay: the sweep compares them with the rows.
 */
export async function saveReceived<T extends { placed: Pick<Placed, 'redundant'> }>(
  files: Files,
  file: ReceivedFile,
  work: () => Promise<T>,
): Promise<T> {
  // The sweep removes what can't be removed now; the outcome for the document matters more.
  const drop = () => files.remove(file.key).catch(() => {})
  const result = await work().catch(async (error) => {
    if (isRolledBack(error)) await drop()
    throw error
  })
  if (result.placed.redundant) await drop()
  return result
}

/** This much of a form needs no reservation: it is counted once it has arrived. */
const FREE_BYTES = 8 * 1024 ** 2
/** A reservation for a form that makes no progress within this time is available to others again. */
const KEPT_MS = 15 * 60_000
/** The part of a form around its file. */
const FORM_BYTES = 4 * 1024 ** 2

/** Receives the one file of a form and stores it in one transaction; every route that takes a form uses this. */
export async function takeForm<S extends z.ZodType, T extends { placed: Placed }>(
  infra: Pick<Infra, 'db' | 'files' | 'now' | 'log' | 'config'>,
  request: FastifyRequest,
  actor: Actor,
  schema: S,
  keep: (tx: Tx, file: ReceivedFile, fields: z.output<S>) => Promise<T>,
): Promise<T> {
  const { db, files, log } = infra
  const { organization_id } = actor
  const length = request.headers['content-length']
  const file_size = length === undefined ? undefined : Number(length)
  await demandPossible(infra, actor, file_size ?? 0)
  const id = newId()
  const promise = promiseRoom(infra, actor, { id, file_size, kept_ms: KEPT_MS, free_bytes: FREE_BYTES })
  let promised = false
  const demandMore = (received: number) => {
    promised ||= received > FREE_BYTES
    return promise(received)
  }
  try {
    const { file, fields } = await receiveForm(request, organization_id, files, schema, demandMore)
    request.once?.files.push(file.filename, file.file_hash, JSON.stringify(fields))
    const reserved = { ...file, reservation: promised ? id : undefined }
    return await saveReceived(files, file, () => withActor(db, actor, (tx) => keep(tx, reserved, fields)))
  } catch (error) {
    if (promised)
      await withActor(db, actor, (tx) => releaseRoom(tx, organization_id, id)).catch((err) =>
        log.warn({ err }, 'reserved storage could not be released; it expires in 15 minutes'),
      )
    throw error
  }
}

/** A form that declares itself too large is refused before its first byte. */
async function demandPossible(
  { db, now, config }: Pick<Infra, 'db' | 'now' | 'config'>,
  actor: Actor,
  bytes: number,
): Promise<void> {
  if (bytes > config.MAX_UPLOAD_BYTES + FORM_BYTES) throw tooLarge()
  if (bytes > FREE_BYTES)
    await withActor(db, actor, (tx) => demandRoom(tx, actor.organization_id, bytes, now()))
}

const tooLarge = () => new AppError('too_large', 'The file is too large for one document.')

/** A file in the field `file`, whatever comes before and after it. Throws when there is none, or more than one. */
async function receiveForm<S extends z.ZodType>(
  request: FastifyRequest,
  organization_id: string,
  files: Files,
  schema: S,
  demandMore: Demand,
): Promise<{ file: ReceivedFile; fields: z.output<S> }> {
  if (!request.isMultipart())
    throw new AppError('unsupported', 'Send the file as multipart/form-data, in the field "file".')
  const fields: Record<string, string> = {}
  let file: ReceivedFile | undefined
  try {
    for await (const part of readParts(request)) {
      if (part.type === 'field') fields[part.fieldname] = String(part.value)
      else if (part.fieldname !== 'file' || file)
        throw new AppError('invalid', 'Send one file at a time, in the field "file".')
      else file = await receivePart(part, organization_id, files, demandMore)
    }
    if (!file)
      throw new AppError('invalid', 'The field "file" contains no file.', {
        issues: [{ field: 'file', reason: 'is missing' }],
      })
    return { file, fields: parseForm(schema, fields) }
  } catch (error) {
    // The rest of the body is discarded: a connection whose body is not read would hang.
    request.raw.unpipe()
    request.raw.resume()
    if (file) await files.remove(file.key)
    throw error
  }
}

/** A body that the parser can't read is the fault of the sender or of their connection. */
async function* readParts(request: FastifyRequest): AsyncGenerator<Multipart> {
  try {
    yield* request.parts()
  } catch (error) {
    throw isAnswer(error) ? error : brokenForm()
  }
}

const isAnswer = (error: unknown) =>
  error instanceof AppError || (error instanceof Error && 'statusCode' in error)
const brokenForm = () => new AppError('invalid', 'The upload was incomplete. Send it again.')

async function receivePart(
  part: MultipartFile,
  organization_id: string,
  files: Files,
  demandMore: Demand,
): Promise<ReceivedFile> {
  const filename = part.filename || 'document' // A part may have no name.
  checkText(filename)
  const received = await receiveStream(files, organization_id, filename, part.file, demandMore).catch(
    (error) => {
      throw part.file.errored && !isAnswer(error) ? brokenForm() : error
    },
  )
  if (!part.file.truncated) return received
  await files.remove(received.key)
  throw tooLarge()
}

/** Form fields are text; lists and flags are written as JSON, which is parsed where text doesn't fit. */
function parseForm<S extends z.ZodType>(schema: S, fields: Record<string, string>): z.output<S> {
  for (const value of Object.values(fields)) checkText(value)
  const asText = schema.safeParse(fields)
  if (asText.success) return asText.data
  const unfit = new Set(asText.error.issues.map(({ path }) => path[0]))
  const read = Object.entries(fields).map(([name, value]) => [name, unfit.has(name) ? jsonOf(value) : value])
  return parseFields(schema, Object.fromEntries(read))
}

function jsonOf(value: string): unknown {
  try {
    return parseStrictJson(value)
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
