import type { AuditFact } from '#domains/identity/schema.ts'
import { readPage } from '#infra/postgres/pages.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import type { Temporal } from '#lib/dates.ts'
import { idsFrom } from '#lib/ids.ts'

export type AuditFilter = {
  name?: string | undefined
  user_id?: string | undefined
  subject_id?: string | undefined
  since?: Temporal.Instant | undefined
  until?: Temporal.Instant | undefined
}

/** The organization's facts, newest first. A period is one of ids, since facts are stored and sorted by them. */
export function listFacts(
  tx: Tx,
  organization_id: string,
  filter: AuditFilter,
  page: PageAfter<string>,
): Promise<AuditFact[]> {
  let query = tx
    .selectFrom('events as e')
    .leftJoin('users as u', 'u.id', 'e.user_id')
    .select(['e.id', 'e.name', 'e.subject_type', 'e.subject_id', 'e.user_id', 'u.display_name', 'e.payload'])
    .select(['e.ip_address', 'e.user_agent', 'e.created_at'])
    .where('e.organization_id', '=', organization_id)
  if (filter.name) query = query.where('e.name', '=', filter.name)
  if (filter.user_id) query = query.where('e.user_id', '=', filter.user_id)
  if (filter.subject_id) query = query.where('e.subject_id', '=', filter.subject_id)
  if (filter.since) query = query.where('e.id', '>=', idsFrom(filter.since.epochMilliseconds))
  if (filter.until) query = query.where('e.id', '<', idsFrom(filter.until.epochMilliseconds))
  return readPage(query, 'e.id', page)
}
