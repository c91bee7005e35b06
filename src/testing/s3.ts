import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'

/**
 * The maintained fork of s3rver: buckets, multipart uploads, ranges, copies and lists, in this process. It ships no types.
 * Others weighed on 2026-11-30: s3rver itself has no more releases; fauxqs keeps objects in memory and takes any access
 * key; Debian has no MinIO, Garage or SeaweedFS, and its OpenStack Swift is several servers.
 */
const S3rver = createRequire(import.meta.url)('@20minutes/s3rver') as new (
  options: object,
) => { run: () => Promise<AddressInfo>; close: () => Promise<void> }

/**
 * The only access that it grants: another key is refused. Its signatures are not compared, for version 5.0.0 leaves out
 * the slash after a bucket, which the SDK signs.
 */
export const S3_ACCESS = { bucket: 'deedline', access_key_id: 'S3RVER', secret_access_key: 'S3RVER' }

/** A store that speaks S3 and keeps its files in this directory, on a free port of loopback. */
export async function startS3(directory: string): Promise<{ endpoint: string; close: () => Promise<void> }> {
  const address = { address: '127.0.0.1', port: 0 }
  const server = new S3rver({ ...address, silent: true, directory, allowMismatchedSignatures: true })
  const { port } = await server.run()
  return { endpoint: `http://127.0.0.1:${port}`, close: () => server.close() }
}
