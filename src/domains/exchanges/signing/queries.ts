import { sql } from 'kysely'
import { readPage } from '#infra/postgres/pages.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { PageAfter } from '#lib/contract.ts'
import { found } from '#lib/errors.ts'
import type { Signature, SignatureRequest, WaitingSignature } from './schema.ts'

/** A moment of a signature as the API writes it. */
const at = (column: 'signed_at' | 'declined_at' | 'reminded_at') =>
  sql`to_char(s.${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

function selectRequests(tx: Tx, organization_id: string) {
  return tx
    .selectFrom('signature_requests as r')
    .select(['r.id', 'r.exchange_id', 'r.document_id', 'r.version_number', 'r.file_hash', 'r.title'])
    .select(['r.message', 'r.in_order', 'r.status', 'r.expires_at', 'r.completed_at', 'r.ended_at'])
    .select(['r.end_reason', 'r.signed_version_number', 'r.created_at', 'r.created_by', 'r.version'])
    .select(
      sql<string | null>`(select u.display_name from users u where u.id = r.created_by)`.as(
        'created_by_name',
      ),
    )
    .select(
      sql<Signature[]>`coalesce((
        select jsonb_agg(jsonb_build_object(
                 'id', s.id, 'place', s.place, 'contact_id', s.contact_id, 'user_id', s.user_id, 'name', s.name,
                 'email', s.email, 'status', s.status, 'method', s.method, 'signed_name', s.signed_name,
                 'signed_at', ${at('signed_at')}, 'ip_address', s.ip_address, 'declined_at', ${at('declined_at')},
                 'decline_reason', s.decline_reason, 'reminded_at', ${at('reminded_at')}) order by s.place, s.id)
          from signatures s where s.organization_id = r.organization_id and s.request_id = r.id), '[]')`.as(
        'signatures',
      ),
    )
    .where('r.organization_id', '=', organization_id)
}

export function pageOfRequests(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  page: PageAfter<string>,
): Promise<SignatureRequest[]> {
  const query = selectRequests(tx, organization_id).where('r.exchange_id', '=', exchange_id)
  return readPage(query, 'r.id', page, 'newest') as Promise<SignatureRequest[]>
}

export async function getRequest(tx: Tx, organization_id: string, id: string): Promise<SignatureRequest> {
  const row = await selectRequests(tx, organization_id).where('r.id', '=', id).executeTakeFirst()
  return found(row, 'signature request') as SignatureRequest
}

/** Locked, so that one signature follows the other. */
export async function lockRequest(tx: Tx, organization_id: string, id: string): Promise<SignatureRequest> {
  await tx
    .selectFrom('signature_requests')
    .select('id')
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .forUpdate()
    .execute()
  return getRequest(tx, organization_id, id)
}

/** Whose signature this is, and for which request. */
export async function getSignature(tx: Tx, organization_id: string, id: string) {
  const row = await tx
    .selectFrom('signatures')
    .select(['id', 'request_id', 'exchange_id', 'contact_id', 'user_id', 'place', 'status'])
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .executeTakeFirst()
  return found(row, 'signature')
}

/** What waits for a member, or for a contact in one exchange. */
export async function listWaiting(
  tx: Tx,
  organization_id: string,
  who: { user_id: string } | { contact_id: string; exchange_id: string },
): Promise<WaitingSignature[]> {
  let query = tx
    .selectFrom('signatures as s')
    .innerJoin('signature_requests as r', (join) =>
      join.onRef('r.organization_id', '=', 's.organization_id').onRef('r.id', '=', 's.request_id'),
    )
    .innerJoin('exchanges as e', (join) =>
      join.onRef('e.organization_id', '=', 's.organization_id').onRef('e.id', '=', 's.exchange_id'),
    )
    .select(['s.id', 's.request_id', 's.exchange_id', 'e.name as exchange_name', 'r.title', 'r.message'])
    .select(['r.document_id', 'r.version_number', 'r.file_hash', 's.name', 'r.expires_at', 'r.created_at'])
    .select(
      sql<boolean>`r.in_order and exists (select from signatures o where o.organization_id = s.organization_id
        and o.request_id = s.request_id and o.place < s.place and o.status = 'waiting')`.as('later'),
    )
    .where('s.organization_id', '=', organization_id)
    .where('s.status', '=', 'waiting')
    .where('r.status', '=', 'open')
  query =
    'user_id' in who
      ? query.where('s.user_id', '=', who.user_id)
      : query.where('s.contact_id', '=', who.contact_id).where('s.exchange_id', '=', who.exchange_id)
  return (await query.orderBy('s.id').execute()) as WaitingSignature[]
}

export type NewRequestRow = Pick<
  SignatureRequest,
  'id' | 'exchange_id' | 'document_id' | 'version_number' | 'file_hash' | 'title' | 'in_order' | 'created_by'
> & { message: string | null; expires_at: string | null }

export type NewSignatureRow = Pick<Signature, 'id' | 'place' | 'contact_id' | 'user_id' | 'name' | 'email'>

export async function insertRequest(
  tx: Tx,
  organization_id: string,
  row: NewRequestRow,
  signers: NewSignatureRow[],
): Promise<void> {
  await tx
    .insertInto('signature_requests')
    .values({ organization_id, ...row })
    .execute()
  const { id: request_id, exchange_id } = row
  await tx
    .insertInto('signatures')
    .values(signers.map((signer) => ({ organization_id, request_id, exchange_id, ...signer })))
    .execute()
}

export async function saveRequest(
  tx: Tx,
  organization_id: string,
  id: string,
  columns: {
    status?: SignatureRequest['status']
    completed_at?: Date
    ended_at?: Date
    end_reason?: string
    signed_version_number?: number
  },
): Promise<void> {
  await tx
    .updateTable('signature_requests')
    .set({ ...columns, updated_at: sql`now()` })
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}

type SignatureColumns = {
  status?: Signature['status']
  method?: 'typed' | 'drawn'
  signed_name?: string
  drawing?: string | null
  consent?: string
  document_hash?: string
  signed_at?: Date
  ip_address?: string | null
  user_agent?: string | null
  declined_at?: Date
  decline_reason?: string
  reminded_at?: Date
}

export async function saveSignature(
  tx: Tx,
  organization_id: string,
  id: string,
  columns: SignatureColumns,
): Promise<void> {
  await tx
    .updateTable('signatures')
    .set(columns)
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute()
}

/** With what the certificate says of each. */
export function listEvidence(tx: Tx, organization_id: string, request_id: string) {
  return tx
    .selectFrom('signatures')
    .select(['id', 'name', 'email', 'method', 'signed_name', 'drawing', 'consent', 'document_hash'])
    .select(['signed_at', 'ip_address', 'user_agent'])
    .where('organization_id', '=', organization_id)
    .where('request_id', '=', request_id)
    .orderBy('signed_at')
    .execute()
}
export type Evidence = Awaited<ReturnType<typeof listEvidence>>[number]

/** The name and address of contacts that the person sees. */
export async function listSigners(tx: Tx, organization_id: string, ids: string[]) {
  return tx
    .selectFrom('contacts')
    .select(['id', 'display_name', 'email'])
    .where('organization_id', '=', organization_id)
    .where('id', 'in', ids)
    .where('deleted_at', 'is', null)
    .execute()
}

/** The member who added a document. */
export async function getUploader(tx: Tx, organization_id: string, document_id: string): Promise<string> {
  const row = await tx
    .selectFrom('documents')
    .select('uploaded_by')
    .where('organization_id', '=', organization_id)
    .where('id', '=', document_id)
    .executeTakeFirst()
  return found(row, 'document').uploaded_by
}

/** The key that seals now. Others who need the first one wait until it is saved. */
export async function findSealingKey(
  tx: Tx,
): Promise<{ certificate: Buffer; private_key: string } | undefined> {
  await sql`select pg_advisory_xact_lock(hashtext('sealing_keys'))`.execute(tx)
  return tx
    .selectFrom('sealing_keys')
    .select(['certificate', 'private_key'])
    .where('retired_at', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst()
}

export async function insertSealingKey(
  tx: Tx,
  key: { certificate: Buffer; private_key: string },
): Promise<void> {
  await tx.insertInto('sealing_keys').values(key).execute()
}
