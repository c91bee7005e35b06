import type { Logger } from 'pino'
import type { Cache } from '#infra/cache/cache.ts'
import type { Config } from '#infra/config.ts'
import type { Audience } from '#infra/facts/audiences.ts'
import type { FactType } from '#infra/facts/events.ts'
import type { Notices } from '#infra/facts/notices.ts'
import type { Files } from '#infra/files/files.ts'
import type { Mail } from '#infra/mail/mail.ts'
import type { Sms } from '#infra/mail/sms.ts'
import type { Metrics } from '#infra/metrics.ts'
import type { Db } from '#infra/postgres/pool.ts'
import type { Reader } from '#infra/reading/reader.ts'
import type { Warehouse } from '#infra/warehouse/warehouse.ts'
import type { WebhookSender } from '#infra/webhooks/sender.ts'
import type { Permissions } from '#lib/permissions.ts'

/** What is outside the process, and what all domains together bring. It grows by machine, never by domain. */
export type Infra = {
  config: Config
  log: Logger
  db: Db
  /** The same database as deedline_worker: across organizations, for the worker only. */
  worker: Db
  cache: Cache
  files: Files
  mail: Mail
  sms: Sms
  /** Posts to the servers that customers name. */
  webhooks: WebhookSender
  /** Parsers, each in a process of its own. */
  reader: Reader
  /** A folder for files while they are worked on; it is removed when the process ends. */
  scratch: string
  /** Null: it is off. */
  warehouse: Warehouse | null
  metrics: Metrics
  /** What can happen, of all domains. */
  facts: FactType[]
  /** Who sees the facts about each kind of subject, and is notified of them; of all domains. */
  audiences: Audience[]
  notices: Notices[]
  /** What can be allowed, of all domains. */
  permissions: Permissions
  now: () => Date
}
