import type { Calendar } from '#infra/calendar.ts'
import type { Audience } from '#infra/facts/audiences.ts'
import type { FactType } from '#infra/facts/events.ts'
import type { FedFact } from '#infra/facts/feed.ts'
import type { Involvement } from '#infra/facts/involvements.ts'
import type { Notices } from '#infra/facts/notices.ts'
import type { Within } from '#infra/facts/within.ts'
import type { Routes } from '#infra/http/server.ts'
import type { Infra } from '#infra/infra.ts'
import type { Job } from '#infra/jobs/jobs.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { ViewKind } from '#infra/views.ts'
import type { Duplicates } from '#lib/errors.ts'
import type { Permission } from '#lib/permissions.ts'
import type { Random } from '#lib/random.ts'

/**
 * What a domain contributes to the product, on one line of `app/domains.ts`. Its pages are in `web/features/<name>`.
 */
export type Domain = {
  name: string
  /** As people read it, where facts are grouped. */
  label: string
  routes: Routes[]
  /** Routes that a standard places outside /api/v1. */
  root?: Routes[]
  jobs?: Job[]
  facts?: FactType[]
  /** What happens in the same commit as a fact of a lower domain. */
  within?: Within[]
  permissions?: Permission[]
  /** Who sees the facts about each kind of subject. A kind without an audience is announced to no one. */
  audiences?: Audience[]
  /** Which facts people are notified of. */
  notices?: Notices[]
  /** The days that it puts into the calendars of members. */
  calendar?: Calendar
  /** Facts in which something of a lower domain is involved, such as a contact. */
  involvements?: Involvement[]
  /** Each reads all facts in order, each fact once. Its name identifies its stored position. */
  readers?: FactReader[]
  /** The key prefixes of its cached records. */
  caches?: { prefix: string }[]
  /** The lists that it has whose views people save. */
  views?: ViewKind[]
  /** What it says of a duplicate, by the unique constraint that refused it. */
  duplicates?: Duplicates
  demonstration?: Demonstration
  load?: Load
}

export type FactReader = { name: string; use: (infra: Infra, tx: Tx, facts: FedFact[]) => Promise<void> }

/** The demonstration's organizations: an agency and an exchange company. */
export type DemonstrationIds = { roi: string; peak: string }

/**
 * Adds the domain's data to the demonstration: once, in domain order, and in one worker transaction. Slow work goes
 * into the queue.
 */
export type Demonstration = (tx: Tx, organizations: DemonstrationIds) => Promise<void>

/** An organization created for load testing; `part` is its share of all records. */
export type LoadedOrganization = { id: string; members: string[]; teams: string[]; part: number }

export type LoadPlan = {
  infra: Infra
  /** 1 is the data size of the seeds. */
  scale: number
  one_organization: boolean
  /** Filled in by identity, the lowest domain. */
  organizations: LoadedOrganization[]
  next: Random
  print: (sentence: string) => void
}

/** Creates data for load testing. `run` returns what it created; `tables` are analyzed afterward. */
export type Load = { tables: string[]; run: (plan: LoadPlan) => Promise<string> }
