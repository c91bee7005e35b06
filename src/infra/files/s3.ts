import { Readable } from 'node:stream'
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { checkKey, checkPrefix, type Files, measure, type Range } from '#infra/files/files.ts'
import { AppError } from '#lib/errors.ts'

export type S3Settings = {
  endpoint?: string
  region?: string
  bucket: string
  access_key_id: string
  secret_access_key: string
  /** How long the store may be silent during a request. */
  patience_ms?: number
}

const PART = 8 * 1024 * 1024

/** Files in a bucket of any S3-compatible store. A file larger than 5 GB can't be moved (CopyObject's limit). */
export function createS3Files(settings: S3Settings): Files {
  const { bucket: Bucket } = settings
  const s3 = connect(settings)
  const at = (key: string) => ({ Bucket, Key: checkKey(key) })
  return {
    prepare: () =>
      clearly(async () => {
        const there = await s3.send(new HeadBucketCommand({ Bucket })).then(() => true, whenMissing(false))
        if (!there) await s3.send(new CreateBucketCommand({ Bucket }))
      }),
    write: async (key, stream) => {
      const target = at(key)
      const measured = measure(stream)
      const Body = Readable.from(measured.bytes, { objectMode: false })
      const upload = new Upload({ client: s3, params: { ...target, Body }, partSize: PART, queueSize: 2 })
      await upload.done().catch((error) => {
        Body.destroy()
        throw measured.failure() ?? explain(error)
      })
      return measured.total()
    },
    read: (key, range) =>
      clearly(async () => {
        const { Body } = await s3.send(new GetObjectCommand({ ...at(key), Range: header(range) }))
        if (!(Body instanceof Readable)) throw new Error('S3 answered without a body')
        return Body
      }),
    stat: (key) =>
      clearly(async () => {
        const { ContentLength, LastModified } = await s3.send(new HeadObjectCommand(at(key)))
        return { file_size: ContentLength ?? 0, modified_at: LastModified ?? new Date(0) }
      }),
    move: (from, to) =>
      clearly(async () => {
        const source = at(from)
        await s3.send(new CopyObjectCommand({ ...at(to), CopySource: `${Bucket}/${source.Key}` }))
        await s3.send(new DeleteObjectCommand(source))
      }),
    remove: (key) =>
      clearly(async () => {
        await s3.send(new DeleteObjectCommand(at(key)))
      }),
    list: (prefix) => list(s3, Bucket, checkPrefix(prefix)),
    close: () => s3.destroy(),
  }
}

function connect(settings: S3Settings): S3Client {
  const { endpoint, region = 'us-east-1', access_key_id, secret_access_key, patience_ms = 20_000 } = settings
  return new S3Client({
    region,
    ...(endpoint && { endpoint, forcePathStyle: true }),
    credentials: { accessKeyId: access_key_id, secretAccessKey: secret_access_key },
    maxAttempts: 3,
    requestHandler: { connectionTimeout: 2_000, socketTimeout: patience_ms },
    // Stores other than Amazon's often don't support the newer checksums; we check the hash in the database.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
}

async function* list(client: S3Client, Bucket: string, Prefix: string): ReturnType<Files['list']> {
  try {
    for await (const page of paginateListObjectsV2({ client }, { Bucket, Prefix })) {
      for (const { Key, Size } of page.Contents ?? []) if (Key) yield { key: Key, file_size: Size ?? 0 }
    }
  } catch (error) {
    throw explain(error)
  }
}

function header(range: Range | undefined): string | undefined {
  return range && `bytes=${range.start}-${range.end ?? ''}`
}

function whenMissing<T>(answer: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return answer
    throw error
  }
}

async function clearly<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw explain(error)
  }
}

function explain(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error
  const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined
  if (status === 404 && error.name !== 'NoSuchBucket') return new AppError('missing', 'File not found.')
  if (status === 416) return new AppError('invalid', 'The file ends before the range that was asked for.')
  const sentence =
    status === 403
      ? 'The file store rejected the access key. Check the key and its permissions on the bucket.'
      : 'The file store can’t be reached. Try again in a moment.'
  return new AppError('unavailable', sentence, { cause: `${error.name}: ${error.message}` })
}
