import { randomUUID } from 'node:crypto'

/**
 * UUID version 7 (RFC 9562): ids sort by creation time, so the id is also the page cursor and the partition key.
 */
export function newId(now = Date.now()): string {
  const time = now.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}
