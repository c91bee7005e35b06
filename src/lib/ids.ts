import { randomUUID } from 'node:crypto'

/**
 * UUID version 7 (RFC 9562): ids sort by creation time, so the id is also the page cursor and the partition key.
 */
export function newId(now = Date.now()): string {
  const time = now.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}

/** What all ids made from this moment on are above, and those made before it are below. */
export function idsFrom(ms: number): string {
  const time = ms.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`
}
