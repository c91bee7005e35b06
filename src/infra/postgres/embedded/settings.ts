import { statfs } from 'node:fs/promises'
import { totalmem } from 'node:os'

export type Settings = Record<string, string | number | boolean>

const MB = 1024 * 1024

/** Settings for a small machine that PostgreSQL shares with the rest of the product. */
export async function defaultSettings(): Promise<Settings> {
  const limit = process.constrainedMemory()
  const memory = Math.min(totalmem(), limit > 0 ? limit : Number.POSITIVE_INFINITY) / MB
  return {
    max_connections: 100,
    shared_buffers: `${Math.round(Math.min(1024, Math.max(64, memory / 8)))}MB`,
    effective_cache_size: `${Math.round(memory / 2)}MB`,
    maintenance_work_mem: '128MB',
    work_mem: '16MB',
    dynamic_shared_memory_type: await dynamicMemory(),
    max_locks_per_transaction: 256, // partitioned tables lock every partition that a query might read
    max_parallel_workers_per_gather: 1,
    random_page_cost: 1.1,
    jit: false,
    wal_level: 'replica', // needed for base backups and point-in-time restore
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    log_checkpoints: false,
    log_min_messages: 'log', // failed statements are reported to the caller; here they would only leak data
    timezone: 'UTC',
    log_timezone: 'UTC',
  }
}

/** Containers often have 64 MB of /dev/shm, which one parallel query can fill. */
async function dynamicMemory(): Promise<string> {
  if (process.platform !== 'linux') return 'posix'
  const shm = await statfs('/dev/shm').catch(() => undefined)
  return shm && shm.bsize * shm.bavail >= 256 * MB ? 'posix' : 'mmap'
}
