import { sql } from 'kysely'
import type { Tx } from '#infra/postgres/transactions.ts'

/** Fields from which a document's property is derived. */
const ADDRESSES = ['property_address', 'address']

export const concernsProperty = (...fields: string[]): boolean =>
  fields.some((field) => ADDRESSES.includes(field))

/** Lists show the property's address with the document; it follows the values whenever they are read or decided. */
export async function savePropertyAddress(tx: Tx, organization_id: string, id: string): Promise<void> {
  await sql`
    update documents d set property_address = f.address
      from (select property_address_of(organization_id, id, version_number) as address
              from documents where organization_id = ${organization_id} and id = ${id}) f
     where d.organization_id = ${organization_id} and d.id = ${id}
       and d.property_address is distinct from f.address`.execute(tx)
}

/** The addresses of the organization's properties in which the word stands, in small letters; all of them for ''. */
export async function listAddressesWith(tx: Tx, organization_id: string, word: string): Promise<string[]> {
  const { rows } = await sql<{ address: string }>`
    select address from list_property_addresses(${organization_id}, ${word}) address`.execute(tx)
  return rows.map(({ address }) => address)
}
