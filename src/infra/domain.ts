import type { Audience } from '#infra/facts/audiences.ts'
import type { FactType } from '#infra/facts/events.ts'
import type { FedFact } from '#infra/facts/feed.ts'
import type { Notices } from '#infra/facts/notices.ts'
import type { Routes } from '#infra/http/server.ts'
import type { Infra } from '#infra/infra.ts'
import type { Job } from '#infra/jobs/jobs.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Permission } from '#lib/permissions.ts'
import type { Random } from '#lib/random.ts'

/** What a domain brings to the whole, in one line of `app/domains.ts`. Its pages stand in `web/features/<name>`. */
export type Domain = {
  name: string
  routes: Routes[]
  /** Routes that a standard places outside of /api/v1. */
  root?: Routes[]
  jobs?: Job[]
  facts?: FactType[]
  permissions?: Permission[]
  /** Who sees the facts about each kind of subject. A kind without an audience is announced to nobody. */
  audiences?: Audience[]
  /** Which of its facts people are notified of. */
  notices?: Notices[]
  /** Reads all facts in their order, each once, under the name by which it remembers where it is. */
  readers?: FactReader[]
  /** What its cached records' keys begin with. */
  caches?: { prefix: string }[]
  demonstration?: Demonstration
  load?: Load
}

export type FactReader = { name: string; use: (infra: Infra, tx: Tx, facts: FedFact[]) => Promise<void> }

/** The organizations of the demonstration: an agency and an exchange company. */
export type DemonstrationIds = { roi: string; peak: string }

/**
 * Adds the domain's data to the demonstration, once, in the order of the domains and in one transaction of the worker.
 * What takes long is put into the queue.
 */
export type Demonstration = (tx: Tx, organizations: DemonstrationIds) => Promise<void>

/** An organization made for measuring; `part` is the share of all records that belongs to it. */
export type LoadedOrganization = { id: string; members: string[]; teams: string[]; part: number }

export type LoadPlan = {
  infra: Infra
  /** 1 is the seeds' data size. */
  scale: number
  one_organization: boolean
  /** Filled by identity, the lowest domain. */
  organizations: LoadedOrganization[]
  next: Random
  print: (sentence: string) => void
}

/** Makes data for measuring. `run` answers what it has made; `tables` are analyzed afterwards. */
export type Load = { tables: string[]; run: (plan: LoadPlan) => Promise<string> }
