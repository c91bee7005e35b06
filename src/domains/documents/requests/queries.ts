import { sql } from 'kysely'
import { senderCard } from '#domains/documents/senders/queries.ts'
import { readPage } from '#infra/postgres/pages.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'
import type {
  AskedDocument,
  DocumentRequest,
  NewDocumentRequest,
  NewItem,
  RequestFilter,
  RequestItem,
  RequestState,
} from './schema.ts'

type Row = Omit<DocumentRequest, 'state'> & { revoked_at: string | null }

const ITEMS = sql<RequestItem[]>`(
  select coalesce(json_agg(json_build_object('id', i.id, 'title', i.title, 'explanation', i.explanation,
           'document_type', i.document_type, 'state', i.state, 'received_count', i.received_count) order by i.position), '[]')
    from document_request_items i
   where i.organization_id = r.organization_id and i.document_request_id = r.id)`

/** Why the file of document `d` can't be opened; a file that only has no text, or is too large to be read, can be. */
export const PROBLEM = sql`case when d.status = 'error' and d.processing_errors -> -1 ->> 'code' in ('corrupt', 'empty', 'encrypted')
                         then d.processing_errors -> -1 ->> 'code' end`

function selectRequests(tx: Tx, organization_id: string) {
  return tx
    .selectFrom('document_requests as r')
    .leftJoin('users as u', 'u.id', 'r.requested_by')
    .select(['r.id', 'r.requested_by', 'r.requested_from_email', 'r.requested_from_name', 'r.title'])
    .select(['r.message', 'r.document_type', 'r.due_on'])
    .select(['r.visibility', 'r.team_id', 'r.note', 'r.expires_at', 'r.reminded_at', 'r.fulfilled_at'])
    .select('r.mail_failed_at')
    .select(['r.revoked_at', 'r.created_at', 'u.display_name as requested_by_name'])
    .select(ITEMS.as('items'))
    .select(
      sql<Row['documents']>`(
        select coalesce(json_agg(json_build_object('id', d.id, 'title', coalesce(d.title, d.filename), 'item_id', d.document_request_item_id,
                 'mime_type', d.mime_type, 'document_type', d.document_type, 'status', d.status,
                 'problem', ${PROBLEM}) order by d.id), '[]')
          from documents d
         where d.organization_id = r.organization_id and d.document_request_id = r.id and d.deleted_at is null
           and d.parent_document_id is null)`.as('documents'),
    )
    .where('r.organization_id', '=', organization_id)
}

/** As `stateOf` has it, for a list that is narrowed by it. */
function stateAt(now: Date) {
  const items = sql`from document_request_items i where i.organization_id = r.organization_id and i.document_request_id = r.id`
  return sql<RequestState>`case
    when r.revoked_at is not null then 'revoked'
    when r.fulfilled_at is not null or (select bool_and(i.state <> 'open') ${items})
      then case when exists (select ${items} and (i.state = 'received' or i.received_count > 0))
                then 'received' else 'closed' end
    when r.expires_at <= ${now.toISOString()}::timestamptz then 'expired' else 'open' end`
}

export function listRequests(
  tx: Tx,
  organization_id: string,
  { q = '', state, due_from, due_to }: RequestFilter,
  page: PageAfter<string>,
  now: Date,
): Promise<Row[]> {
  let query = selectRequests(tx, organization_id)
  for (const word of q.toLowerCase().split(/\s+/).filter(Boolean))
    query = query.where(
      sql<boolean>`strpos(lower(concat_ws(' ', r.title, r.requested_from_name, r.requested_from_email)), ${word}) > 0`,
    )
  if (state?.length) query = query.where(stateAt(now), 'in', state)
  if (due_from) query = query.where('r.due_on', '>=', due_from)
  if (due_to) query = query.where('r.due_on', '<=', due_to)
  return readPage(query, 'r.id', page)
}

export function listRequestsById(tx: Tx, organization_id: string, ids: string[]): Promise<Row[]> {
  return selectRequests(tx, organization_id)
    .where(sql<boolean>`r.id = any(${ids}::uuid[])`)
    .orderBy('r.id', 'desc')
    .execute()
}

export async function getRequest(tx: Tx, organization_id: string, id: string): Promise<Row> {
  return found(await selectRequests(tx, organization_id).where('r.id', '=', id).executeTakeFirst(), 'request')
}

export async function insertRequest(
  tx: Tx,
  organization_id: string,
  {
    items,
    ...request
  }: Omit<NewDocumentRequest, 'expires_in_days' | 'items'> & {
    items: NewItem[]
    import_id?: string
    id: string
    requested_by: string
    token_hash: string
    expires_at: Date
  },
): Promise<void> {
  await tx
    .insertInto('document_requests')
    .values({ organization_id, ...request })
    .execute()
  await tx
    .insertInto('document_request_items')
    .values(
      items.map((item, position) => ({
        organization_id,
        document_request_id: request.id,
        position,
        ...item,
      })),
    )
    .execute()
}

type Change = Partial<{
  expires_at: Date
  reminded_at: Date
  mail_failed_at: Date | null
  fulfilled_at: Date | null
  revoked_at: Date
  submitted_at: Date
}>

export async function saveRequest(
  tx: Tx,
  organization_id: string,
  id: string,
  change: Change,
): Promise<void> {
  await tx
    .updateTable('document_requests')
    .set(change)
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}

/** What a client wrote stays with what they write later, the newest last; of very long notes the newest 2,000 characters. */
export async function addNote(tx: Tx, { organization_id, id }: RequestLink, note: string): Promise<void> {
  await sql`
    update document_requests set note = right(concat_ws(E'\\n\\n', note, ${note}::text), 2000)
     where organization_id = ${organization_id} and id = ${id}`.execute(tx)
}

export type RequestLink = { organization_id: string; id: string }

/** Whose link this is: the only question that is asked before any tenant is known. */
export async function findRequestLink(tx: Tx, token_hash: string): Promise<RequestLink | undefined> {
  const { rows } = await sql<RequestLink>`select * from find_document_request(${token_hash})`.execute(tx)
  return rows[0]
}

export type AskedState = Omit<AskedDocument, 'state' | 'closed'> & {
  requested_by_id: string
  visibility: DocumentRequest['visibility']
  team_id: string | null
  fulfilled_at: string | null
  revoked_at: string | null
  received_count: number
}

/** What the holder of a link may know of it. */
export async function getAsked(tx: Tx, { organization_id, id }: RequestLink): Promise<AskedState> {
  const { rows } = await sql<AskedState>`
    select r.title, r.message, r.document_type, r.due_on::text as due_on, r.requested_by as requested_by_id,
           u.display_name as requested_by_name, ${senderCard(organization_id, sql.ref('r.requested_by'))} as requested_by, r.expires_at, r.submitted_at, ${ITEMS} as items,
           jsonb_build_object('name', o.name, 'branding', o.branding) as organization,
           r.visibility, r.team_id, r.fulfilled_at, r.revoked_at, r.received_count,
           (select coalesce(json_agg(json_build_object('filename', d.original_filename, 'file_size', d.file_size,
                     'item_id', d.document_request_item_id,
                     'created_at', to_char(d.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
                     'checking', d.status = 'processing', 'problem', ${PROBLEM}) order by d.id), '[]')
              from documents d
             where d.organization_id = r.organization_id and d.document_request_id = r.id
               and d.parent_document_id is null) as received
      from document_requests r join users u on u.id = r.requested_by join organizations o on o.id = r.organization_id
     where r.organization_id = ${organization_id} and r.id = ${id}`.execute(tx)
  return found(rows[0], 'request')
}

/** Counts a file that has come, if the request is open and takes one more; answers the how manieth it is. */
export async function countReceived(
  tx: Tx,
  { organization_id, id }: RequestLink,
  most: number,
  now: Date,
): Promise<number | undefined> {
  const { rows } = await sql<{ received_count: number }>`
    update document_requests set received_count = received_count + 1
     where organization_id = ${organization_id} and id = ${id} and received_count < ${most}
       and revoked_at is null and fulfilled_at is null and expires_at > ${now.toISOString()}::timestamptz
    returning received_count`.execute(tx)
  return rows[0]?.received_count
}

/** For the mails about a request: who asked whom for what, and where to write to. */
export function findRequestNotice(tx: Tx, { organization_id, id }: RequestLink) {
  return tx
    .selectFrom('document_requests as r')
    .innerJoin('users as u', 'u.id', 'r.requested_by')
    .innerJoin('organizations as o', 'o.id', 'r.organization_id')
    .select(['r.id', 'r.title', 'r.message', 'r.note', 'r.requested_from_email', 'r.requested_from_name'])
    .select(['r.expires_at', 'r.due_on', ITEMS.as('items')])
    .select(['r.fulfilled_at', 'r.revoked_at', 'r.mail_failed_at', 'u.display_name', 'u.email', 'u.timezone'])
    .select(['o.name as organization_name', 'o.branding'])
    .select(senderCard(organization_id, sql.ref('r.requested_by')).as('sender'))
    .where('r.organization_id', '=', organization_id)
    .where('r.id', '=', id)
    .executeTakeFirst()
}
