import type { Logger } from 'pino'
import type { Cache } from '#infra/cache/cache.ts'
import type { Calendar } from '#infra/calendar.ts'
import type { Config } from '#infra/config.ts'
import type { Audience } from '#infra/facts/audiences.ts'
import type { KnownFact } from '#infra/facts/events.ts'
import type { Involvement } from '#infra/facts/involvements.ts'
import type { Notices } from '#infra/facts/notices.ts'
import type { Files } from '#infra/files/files.ts'
import type { Mail } from '#infra/mail/mail.ts'
import type { Sms } from '#infra/mail/sms.ts'
import type { Metrics } from '#infra/metrics.ts'
import type { Db } from '#infra/postgres/pool.ts'
import type { Reader } from '#infra/reading/reader.ts'
import type { ViewKind } from '#infra/views.ts'
import type { Warehouse } from '#infra/warehouse/warehouse.ts'
import type { WebhookSender } from '#infra/webhooks/sender.ts'
import type { Duplicates } from '#lib/errors.ts'
import type { Permissions } from '#lib/permissions.ts'

/**
 * Everything outside the process, plus what all domains contribute together. It grows by external system, never by
 * domain.
 */
export type Infra = {
  config: Config
  log: Logger
  db: Db
  /** The same database as deedline_worker: across organizations, only for the worker. */
  worker: Db
  cache: Cache
  files: Files
  mail: Mail
  sms: Sms
  /** Posts to servers that customers choose. */
  webhooks: WebhookSender
  /** Parsers, each in its own process. */
  reader: Reader
  /** A working folder for files; removed when the process ends. */
  scratch: string
  /** Null if turned off. */
  warehouse: Warehouse | null
  metrics: Metrics
  /** Every kind of fact, of all domains. */
  facts: KnownFact[]
  /** Who sees the facts about each kind of subject, and who is notified; of all domains. */
  audiences: Audience[]
  /** Facts in which something of a lower domain is involved, of all domains. */
  involvements: Involvement[]
  notices: Notices[]
  /** What calendars show of each domain. */
  calendars: Calendar[]
  /** Every permission, of all domains. */
  permissions: Permissions
  /** The lists whose views people save, of all domains. */
  views: ViewKind[]
  /** What is said of a duplicate, by the constraint that refused it; of all domains. */
  duplicates: Duplicates
  now: () => Date
}
