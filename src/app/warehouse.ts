import { join } from 'node:path'
import type { Config } from '#infra/config.ts'
import { startWarehouseEngine } from '#infra/warehouse/engine.ts'
import { createWarehouse, type Warehouse } from '#infra/warehouse/warehouse.ts'
import { AppError } from '#lib/errors.ts'

/**
 * The configured warehouse, or the embedded engine where it is installed. Without either it is off, and everything
 * else works.
 */
export async function openWarehouse(
  config: Config,
  print: (sentence: string) => void,
): Promise<{ warehouse: Warehouse | null; url: string | null; close: () => Promise<void> }> {
  try {
    const engine = config.CLICKHOUSE_URL
      ? undefined
      : await startWarehouseEngine({ dataDir: join(config.DATA_DIR, 'clickhouse'), log: print })
    const url = config.CLICKHOUSE_URL ?? engine?.url ?? ''
    const warehouse = createWarehouse(url)
    return {
      warehouse,
      url,
      close: async () => {
        await warehouse.close()
        await engine?.stop()
      },
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    print(`The warehouse is off: ${error.message}`)
    return { warehouse: null, url: null, close: async () => {} }
  }
}
