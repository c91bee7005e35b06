import { form, makePdf } from '#testing/files.ts'
import type { Furnish } from '#testing/furnish.ts'

const NAMES = ['Ann Exchanger', 'Bob Exchanger', 'Cem Exchanger', 'Dee Exchanger']

/** Several of everything that a path of this domain can name. */
export const furnish: Furnish = async (app, owner) => {
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what came.
  const create = async (path: string, body?: object): Promise<any> => {
    const { status, body: made } = await app.send(owner, 'POST', path, body)
    if (status >= 300) throw new Error(`${path}: ${JSON.stringify(made)}`)
    return made
  }
  // The contact of which the domain below furnishes everything.
  const [known] = await app.query('select contact_id from contact_interactions order by id desc limit 1')
  let [exchanges, taxpayer_relationship_id] = ['', '']
  for (const display_name of NAMES) {
    const { id: client_id } = await create('/contacts', { display_name })
    const { id } = await create('/exchanges', { client_id })
    exchanges ||= id
    const service = { role: 'accountant', ended_on: '2020-03-02', note: display_name }
    taxpayer_relationship_id = (
      await create(`/contacts/${known?.contact_id}/taxpayer-relationships`, service)
    ).id
  }
  const path = `/exchanges/${exchanges}`
  const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)
  const ids: Record<string, string> = {}
  for (const [n, display_name] of NAMES.entries()) {
    const property = { address_line1: `${n + 1} Barter Lane`, city: 'Reno', state: 'NV', zip_code: '89501' }
    const sold = await create(`${path}/properties`, {
      ...{ side: 'relinquished', property, transferred_on: day(10 + n) },
    })
    const email = `cpa${n}@example.com`
    const contact = { display_name: `CPA of ${display_name}`, emails: [{ email }] }
    const { id: participant_id } = await create('/contacts', contact)
    const part = await create(`${path}/participants`, { participant_id, role: 'cpa' })
    const guest = await create(`${path}/guests`, { exchange_participant_id: part.id })
    const bought = { side: 'replacement', property: { ...property, address_line1: `${n + 1} Trade Lane` } }
    const { id: exchange_property_id } = await create(`${path}/properties`, bought)
    const properties = [{ exchange_property_id }]
    const notice = await create(`${path}/identification-notices`, { properties })
    const { payload, headers } = form(await makePdf([`Agreement ${n}`]), `agreement-${n}.pdf`)
    const { id: document_id } = (await app.send(owner, 'POST', '/documents', payload, headers)).body
    await create(`${path}/documents`, { document_id, kind: 'exchange_agreement' })
    const signers = [{ contact_id: participant_id, user_id: owner.user_id }]
    const request = await create(`${path}/signature-requests`, { document_id, signers })
    Object.assign(ids, {
      ...{ exchange_property_id: sold.id, exchange_participant_id: part.id, exchange_guest_id: guest.id },
      ...{ notice_id: notice.id, signature_request_id: request.id, signature_id: request.signatures[0].id },
    })
  }
  return { kind: 'deadlines', exchanges, taxpayer_relationship_id, ...ids }
}
