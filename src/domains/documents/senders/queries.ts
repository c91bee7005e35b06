import { type RawBuilder, sql } from 'kysely'
import type { SenderCard } from './schema.ts'

/** The contact card of a member, for people outside who see neither members nor organizations. */
export function senderCard(organization_id: string, person: RawBuilder<unknown>): RawBuilder<SenderCard> {
  return sql<SenderCard>`sender_card(${organization_id}::uuid, ${person})`
}
