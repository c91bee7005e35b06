import { join } from 'node:path'
import type { Logger } from 'pino'
import { domains } from '#app/domains.ts'
import { urlAs } from '#app/migrate.ts'
import type { Cache } from '#infra/cache/cache.ts'
import { createMemoryCache } from '#infra/cache/memory.ts'
import { createRedisCache } from '#infra/cache/redis.ts'
import type { Config } from '#infra/config.ts'
import type { Domain } from '#infra/domain.ts'
import { createDirectoryFiles } from '#infra/files/directory.ts'
import type { Files } from '#infra/files/files.ts'
import { createS3Files } from '#infra/files/s3.ts'
import { openScratch } from '#infra/files/scratch.ts'
import { listen } from '#infra/http/listen.ts'
import type { Infra } from '#infra/infra.ts'
import { startMailCatcher } from '#infra/mail/catcher.ts'
import { createMail } from '#infra/mail/mail.ts'
import { recordSms } from '#infra/mail/outbox.ts'
import { createSms, type Sms } from '#infra/mail/sms.ts'
import { createMetrics, type Metrics } from '#infra/metrics.ts'
import { connect, disconnect } from '#infra/postgres/pool.ts'
import { openReader } from '#infra/reading/reader.ts'
import type { Warehouse } from '#infra/warehouse/warehouse.ts'
import { createWebhookSender } from '#infra/webhooks/sender.ts'
import { AppError } from '#lib/errors.ts'
import { collectPermissions } from '#lib/permissions.ts'

/** The server stops a statement of a request after 30 s; if it is silent longer than this, it is gone. */
const SILENCE_MS = 60_000

export type Machines = { infra: Infra; close: () => Promise<void> }

/**
 * Connects to everything outside the process. `database_url` is the owner's, direct; requests go through
 * DATABASE_POOL_URL when there is one, without prepared statements unless DATABASE_PREPARE says otherwise.
 */
export async function reachMachines(
  config: Config,
  log: Logger,
  database_url: string,
  warehouse: Warehouse | null = null,
  product: Domain[] = domains,
): Promise<Machines> {
  const secret = config.DEEDLINE_SECRET
  const pooled = config.DATABASE_POOL_URL
  const prepare = config.DATABASE_PREPARE ?? !pooled
  const db = connect(urlAs(pooled ?? database_url, secret, 'deedline_app'), {
    max: config.DATABASE_POOL_SIZE,
    prepare,
    silence_ms: SILENCE_MS,
  })
  const worker = connect(urlAs(database_url, secret, 'deedline_worker'), {
    max: config.DATABASE_POOL_SIZE_WORKER,
  })
  const metrics = createMetrics()
  const cache = createCache(config, log, metrics, product)
  const stale = await listen(database_url, { cache_invalidate: (key) => forget(cache, log, [key]) }, () =>
    forget(cache, log),
  )
  const files = createFiles(config)
  await files.prepare()
  const catcher = config.SMTP_URL ? undefined : await startMailCatcher(outboxOf(config))
  const mail = createMail({
    smtp_url: config.SMTP_URL ?? catcher?.smtp_url ?? '',
    from: { name: config.MAIL_FROM_NAME, address: config.MAIL_FROM },
  })
  const scratch = await openScratch()
  const reader = await openReader({ processes: config.READER_PROCESSES, scratch: scratch.folder })
  const infra: Infra = {
    reader,
    scratch: scratch.folder,
    config,
    log,
    db,
    worker,
    cache,
    files,
    mail,
    sms: createTexts(config),
    webhooks: createWebhookSender({ allow_private: config.WEBHOOKS_ALLOW_PRIVATE }),
    warehouse,
    metrics,
    facts: product.flatMap(({ label, facts }) => (facts ?? []).map((fact) => ({ ...fact, group: label }))),
    audiences: product.flatMap(({ audiences }) => audiences ?? []),
    involvements: product.flatMap(({ involvements }) => involvements ?? []),
    notices: product.flatMap(({ notices }) => notices ?? []),
    permissions: collectPermissions(product.flatMap(({ permissions }) => permissions ?? [])),
    views: product.flatMap(({ views }) => views ?? []),
    calendars: product.flatMap(({ calendar }) => calendar ?? []),
    duplicates: Object.assign({}, ...product.map(({ duplicates }) => duplicates)),
    now: () => new Date(),
  }
  return {
    infra,
    close: async () => {
      await reader.close()
      await scratch.close()
      mail.close()
      files.close()
      await Promise.all([stale.stop(), catcher?.close(), cache.close(), disconnect(db), disconnect(worker)])
    },
  }
}

/** Where emails, text messages and push notifications are kept while nothing is configured to send them. */
export function outboxOf(config: Config): string {
  return join(config.DATA_DIR, 'outbox')
}

function forget(cache: Cache, log: Logger, keys?: string[]): void {
  const done = keys ? cache.invalidate(keys) : cache.clear()
  done.catch((err) => log.error({ err }, 'the cache could not forget'))
}

function createCache(
  config: Config,
  log: Logger,
  { observeCache: observe }: Metrics,
  product: Domain[],
): Cache {
  if (!config.REDIS_URL) return createMemoryCache({ observe })
  const prefixes = product.flatMap(({ caches }) => caches?.map(({ prefix }) => prefix) ?? [])
  return createRedisCache({
    url: config.REDIS_URL,
    prefixes,
    observe,
    log: (sentence) => log.warn(sentence),
  })
}

function createFiles(config: Config): Files {
  if (!config.S3_ENDPOINT) return createDirectoryFiles(join(config.DATA_DIR, 'files'))
  if (!config.S3_ACCESS_KEY_ID || !config.S3_SECRET_ACCESS_KEY)
    throw new AppError('refused', 'S3_ENDPOINT needs S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.')
  return createS3Files({
    endpoint: config.S3_ENDPOINT,
    bucket: config.S3_BUCKET,
    region: config.S3_REGION,
    access_key_id: config.S3_ACCESS_KEY_ID,
    secret_access_key: config.S3_SECRET_ACCESS_KEY,
  })
}

function createTexts(config: Config): Sms {
  const { SMS_URL: url, SMS_ACCOUNT_SID: account_sid, SMS_AUTH_TOKEN: auth_token, SMS_FROM: from } = config
  if (!url) return { send: (message) => recordSms(outboxOf(config), message) }
  if (!account_sid || !auth_token || !from)
    throw new AppError('refused', 'SMS_URL needs SMS_ACCOUNT_SID, SMS_AUTH_TOKEN and SMS_FROM.')
  return createSms({ url, account_sid, auth_token, from })
}
