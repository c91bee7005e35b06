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
  const money = await furnishMoney(app, owner, exchanges)
  return { kind: 'deadlines', exchanges, taxpayer_relationship_id, ...ids, ...money }
}

/** An account with a few entries, and payees whose bank details a colleague verified. */
async function furnishMoney(...[app, owner, exchange_id]: [...Parameters<Furnish>, string]) {
  const create = async (path: string, body: object, by = owner) =>
    (await app.send(by, 'POST', path, body)).body
  const colleague = await app.newPerson('accountant', owner)
  let [account, payee, payment, entry_id] = ['', '', '', '']
  for (const n of [1, 2, 3, 4]) {
    const { id } = await create('/exchange-accounts', {
      ...{ kind: 'segregated', exchange_id, bank_name: 'First Harbor Bank', opened_on: '2026-02-01' },
      ...{ title: `Barter 1031, Inc., FBO Ann Exchanger ${n}`, account_number: `00012345${n}` },
    })
    account ||= id
    const entry = { type: 'receipt_additional_taxpayer_funds', exchange_account_id: account }
    const received = { ...entry, amount: `${n}000.00`, value_date: '2026-02-10' }
    entry_id = (await create(`/exchanges/${exchange_id}/ledger`, received)).id
    const phones = [{ number: '+14155550132' }]
    const { id: contact_id } = await create('/contacts', { display_name: `Escrow ${n}`, phones })
    const { id: payee_id } = await create('/payees', {
      ...{ contact_id, account_name: `Escrow ${n}`, bank_name: 'First Harbor Bank' },
      ...{ routing_number: '011000015', account_number: `70012345${n}` },
    })
    payee ||= payee_id
    const call = { phone_number: '+14155550132', called_at: new Date().toISOString(), spoken_with: 'Dana' }
    await create(`/payees/${payee}/verify`, call, colleague)
    await create(`/payees/${payee}/freeze`, { reason: 'An email asks for another account.' })
    const terms = { exchange_account_id: account, payee_id, purpose: 'state_withholding', amount: '10.00' }
    payment = (await create(`/exchanges/${exchange_id}/disbursements`, terms)).id
  }
  const credited = { exchange_account_id: account, through: '2026-02-28', amount: '1.00' }
  await create(`/exchanges/${exchange_id}/interest`, credited)
  const lines = [1, 2, 3, 4].map((n) => `2026-02-1${n},${n}000.00,Wire ${n}`)
  for (const count of [1, 2, 3, 4]) {
    const text = ['Date,Amount,Description', ...lines.slice(0, count)].join('\n')
    const { payload, headers } = form(Buffer.from(text), 'statement.csv')
    await app.send(owner, 'POST', `/exchange-accounts/${account}/statements`, payload, headers)
  }
  return { 'exchange-accounts': account, payees: payee, disbursements: payment, entry_id }
}
