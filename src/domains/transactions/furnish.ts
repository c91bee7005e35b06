import { form } from '#testing/files.ts'
import type { Furnish } from '#testing/furnish.ts'

/** Several of everything that a path of this domain can name. */
export const furnish: Furnish = async (app, owner) => {
  const create = async (path: string, body: object) => (await app.send(owner, 'POST', path, body)).body
  const deal = (line: string) =>
    create('/transactions', {
      ...{
        transaction_type: 'sale',
        side: 'listing',
        contract_date: '2026-03-02',
        closing_date: '2026-04-15',
      },
      property: { address_line1: line, city: 'Austin', state: 'TX', zip_code: '78701' },
    })
  const [first, ...others] = [
    await deal('1 Elm Street'),
    await deal('2 Elm Street'),
    await deal('3 Elm Street'),
  ]
  const path = `/transactions/${first.id}`
  let [party_id, document_id] = ['', '']
  for (const name of ['Ann Seller', 'Bob Seller', 'Cem Seller', 'Dee Seller']) {
    const { id: contact_id } = await create('/contacts', { display_name: name })
    party_id = (await create(`${path}/parties`, { contact_id, role: 'seller' })).id
    const { payload, headers } = form(Buffer.from(`Notes of ${name}`), `${name}.txt`)
    const { body } = await app.send(owner, 'POST', '/documents', payload, headers)
    document_id = (await create(`${path}/documents`, { document_id: body.id })).document_id
  }
  const ids = ['31', '32', '33', '34'].map((end) => `01900000-0000-7000-8000-0000000000${end}`)
  const dates = ids.map((id, n) => ({ id, name: `Date ${n}`, counted_from: 'contract_date', days: 10 }))
  await app.send(owner, 'PATCH', `${path}/dates`, { dates }, { 'if-match': `"${first.version}"` })
  // Reading documents takes too long where every fact is also sent to an endpoint that doesn't answer.
  await app.asOwner(`insert into transaction_document_proposals (organization_id, document_id, transaction_id, score, evidence)
    select organization_id, document_id, '${others[1].id}', 0.7, '[]' from transaction_documents
     where transaction_id = '${first.id}'`)
  const { items } = (await app.send(owner, 'GET', '/transaction-proposals')).body
  return {
    proposal_id: items[0]?.id ?? '',
    ...{ transactions: first.id, properties: others[0].property_id, party_id, document_id },
  }
}
