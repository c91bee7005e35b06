import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { DeleteObjectsCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3'
import { FileStore } from '@tus/file-store'
import { S3Store } from '@tus/s3-store'
import { type DataStore, ERRORS } from '@tus/server'
import { connectS3, type S3Settings } from '#infra/files-s3.ts'

/**
 * Files on their way, received in parts by the tus protocol. Every web process and every worker must reach the same
 * ones, so they lie in a folder that all of them share, or in S3.
 */
export type PartialFiles = {
  store: DataStore
  prepare: () => Promise<void>
  /** What the store calls the upload of this id. */
  keyOf: (id: string) => string
  /** How many bytes have come; undefined when nothing is known of the upload. */
  countReceived: (id: string) => Promise<number | undefined>
  /** The whole file, when all of it has come. */
  read: (id: string, file_size: number) => Promise<Readable>
  /** Removing what is not there is no error. */
  remove: (id: string) => Promise<void>
  /** Removes what began before `before`, whoever has forgotten it. */
  removeOlder: (before: Date) => Promise<void>
}

export function createPartialDirectory(directory: string): PartialFiles {
  const store = new FileStore({ directory })
  const remove = (id: string) =>
    Promise.all(['', '.json'].map((end) => rm(join(directory, `${id}${end}`), { force: true })))
  return {
    store,
    prepare: async () => {
      await mkdir(directory, { recursive: true, mode: 0o700 })
    },
    keyOf: (id) => id,
    countReceived: (id) => countReceived(store, id),
    read: async (id) => store.read(id),
    remove: async (id) => {
      await remove(id)
    },
    removeOlder: async (before) => {
      for (const name of await readdir(directory)) {
        const found = await stat(join(directory, name)).catch(() => undefined) // Gone meanwhile is as good.
        if (found && found.mtime < before) await rm(join(directory, name), { force: true })
      }
    },
  }
}

const PART_BYTES = 8 * 1024 * 1024

/** Under `uploads/` of the bucket: the file, what is known of it (`.info`), and the bytes short of a part (`.part`). */
export function createPartialS3(settings: S3Settings): PartialFiles {
  const { bucket, endpoint, region = 'us-east-1', access_key_id, secret_access_key } = settings
  const store = new S3Store({
    partSize: PART_BYTES,
    useTags: false,
    s3ClientConfig: {
      bucket,
      region,
      ...(endpoint && { endpoint, forcePathStyle: true }),
      credentials: { accessKeyId: access_key_id, secretAccessKey: secret_access_key },
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    },
  })
  const s3 = connectS3(settings)
  const keyOf = (id: string) => `uploads/${id}`
  const remove = async (key: string) => {
    // The library stops at an upload that is complete, so its objects are removed here.
    await store.remove(key).catch(unlessMissing)
    const Objects = ['', '.info', '.part'].map((end) => ({ Key: `${key}${end}` }))
    await s3.send(new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects } }))
  }
  return {
    store,
    prepare: async () => {},
    keyOf,
    countReceived: (id) => countReceived(store, keyOf(id)),
    read: async (id, file_size) => {
      const key = keyOf(id)
      // A process that ended after the last part has not put the parts together: writing nothing more does it.
      return store.read(key).catch(async () => {
        await store.write(Readable.from([]), key, file_size)
        return store.read(key)
      })
    },
    remove: (id) => remove(keyOf(id)),
    removeOlder: async (before) => {
      for await (const { Contents } of paginateListObjectsV2(
        { client: s3 },
        { Bucket: bucket, Prefix: 'uploads/' },
      ))
        for (const { Key, LastModified } of Contents ?? [])
          if (Key?.endsWith('.info') && LastModified && LastModified < before)
            await remove(Key.slice(0, -'.info'.length))
    },
  }
}

async function countReceived(store: DataStore, key: string): Promise<number | undefined> {
  const upload = await store.getUpload(key).catch(unlessMissing)
  return upload?.offset
}

function unlessMissing(error: unknown): undefined {
  if (error === ERRORS.FILE_NOT_FOUND || error === ERRORS.FILE_NO_LONGER_EXISTS) return undefined
  throw error
}
