import { addDays, today } from '#lib/dates.ts'
import type { testApp } from '#testing/app.ts'
import { form } from '#testing/files.ts'
import type { TestPerson } from '#testing/people.ts'

type App = ReturnType<typeof testApp>

/** Who works with exchange funds in a company, and what they do in tests. */
export type MoneyTeam = Record<
  'coordinator' | 'officer' | 'accountant' | 'approver' | 'second' | 'viewer' | 'agent',
  TestPerson
>

export async function newTeam(app: App): Promise<MoneyTeam> {
  const coordinator = await app.newPerson('coordinator')
  const of = (role: TestPerson['role']) => app.newPerson(role, coordinator)
  return {
    ...{ coordinator, officer: await of('officer'), accountant: await of('accountant') },
    ...{ approver: await of('approver'), second: await of('approver') },
    ...{ viewer: await of('viewer'), agent: await of('agent') },
  }
}

/** So many days ago, on the calendar of the exchanges of these tests. */
export const daysAgo = (days: number) => addDays(today(new Date(), { timezone: 'America/New_York' }), -days)

let count = 0
const PHONE = '+14155550132'

export async function newContact(app: App, { coordinator }: MoneyTeam, name: string): Promise<string> {
  const contact = { display_name: `${name} ${++count}`, phones: [{ label: 'work', number: PHONE }] }
  return (await app.send(coordinator, 'POST', '/contacts', contact)).body.id
}

/** A document that this person uploaded. */
export async function newEvidence(app: App, person: TestPerson): Promise<string> {
  const { payload, headers } = form(Buffer.from(`Signed instructions ${++count}`), 'instructions.txt')
  return (await app.send(person, 'POST', '/documents', payload, headers)).body.id
}

/** With bank details that one member entered and, unless they are left `unverified`, another one verified by phone. */
export async function newPayee(
  app: App,
  { officer, accountant }: MoneyTeam,
  contact_id: string,
  { unverified = false, account_number = `77${String(++count).padStart(8, '0')}` } = {},
): Promise<string> {
  const details = {
    ...{ contact_id, account_name: 'Escrow Trust', bank_name: 'First Harbor Bank' },
    ...{ routing_number: '011000015', account_number },
  }
  const { body } = await app.send(officer, 'POST', '/payees', details)
  const call = { phone_number: PHONE, called_at: new Date().toISOString(), spoken_with: 'Dana Whitfield' }
  if (!unverified) await app.send(accountant, 'POST', `/payees/${body.id}/verify`, call)
  return body.id
}

export type FundedExchange = {
  id: string
  client_id: string
  relinquished_id: string
  account_id: string
}

/** An active exchange whose property was transferred so many days ago, and whose proceeds were received that day. */
export async function newFundedExchange(
  app: App,
  team: MoneyTeam,
  { days = 10, proceeds = '500000.00' }: { days?: number; proceeds?: string } = {},
): Promise<FundedExchange> {
  const { coordinator, accountant } = team
  const send = async (person: TestPerson, path: string, body: object) =>
    (await app.send(person, 'POST', path, body)).body
  const day = daysAgo(days)
  const client_id = await newContact(app, team, 'Taxpayer')
  const opened = { client_id, agreement_signed_on: addDays(day, -5), time_zone: 'America/New_York' }
  const { id } = await send(coordinator, '/exchanges', opened)
  const { id: relinquished_id } = await send(coordinator, `/exchanges/${id}/properties`, {
    ...{ side: 'relinquished', property: { address_line1: `${++count} Sold Street` }, price: proceeds },
    ...{ assigned_on: day, parties_notified_on: day, transferred_on: day },
  })
  await app.send(coordinator, 'POST', `/exchanges/${id}/activate`)
  const { id: account_id } = await send(accountant, '/exchange-accounts', {
    ...{ kind: 'segregated', exchange_id: id, bank_name: 'First Harbor Bank', opened_on: addDays(day, -1) },
    ...{ title: `Peak 1031, Inc., FBO ${count}`, account_number: `99${String(count).padStart(8, '0')}` },
  })
  await send(accountant, `/exchanges/${id}/ledger`, {
    ...{ type: 'receipt_sale_proceeds', exchange_account_id: account_id, amount: proceeds },
    ...{ value_date: day, exchange_property_id: relinquished_id },
  })
  return { id, client_id, relinquished_id, account_id }
}

/** A replacement property whose contract is assigned and whose parties are notified. */
export async function newReplacement(
  app: App,
  { coordinator }: MoneyTeam,
  exchange_id: string,
  given: object = {},
): Promise<string> {
  const { body } = await app.send(coordinator, 'POST', `/exchanges/${exchange_id}/properties`, {
    ...{ side: 'replacement', property: { address_line1: `${++count} Bought Street` } },
    ...{ assigned_on: daysAgo(1), parties_notified_on: daysAgo(1), ...given },
  })
  return body.id
}

/** A payment that is authorized, and approved as often as that. */
export async function newPayment(
  app: App,
  team: MoneyTeam,
  { id, account_id }: FundedExchange,
  terms: object,
  approvals = 2,
) {
  const { coordinator, approver, second } = team
  const body = { exchange_account_id: account_id, ...terms }
  const { body: payment } = await app.send(coordinator, 'POST', `/exchanges/${id}/disbursements`, body)
  const { terms_hash } = payment
  const path = `/disbursements/${payment.id}`
  const document_id = await newEvidence(app, coordinator)
  await app.send(coordinator, 'POST', `${path}/authorise`, { terms_hash, document_id })
  for (const person of [approver, second].slice(0, approvals))
    await app.send(person, 'POST', `${path}/approve`, { terms_hash })
  return { id: payment.id as string, path, terms_hash: terms_hash as string }
}

/** A notice that was signed in ink and sent at that moment; the answer to recording it. */
export async function identify(
  app: App,
  { coordinator }: MoneyTeam,
  exchange_id: string,
  exchange_property_id: string,
  sent_at: string,
) {
  const path = `/exchanges/${exchange_id}/identification-notices`
  const drafted = await app.send(coordinator, 'POST', path, { properties: [{ exchange_property_id }] })
  const document_id = await newEvidence(app, coordinator)
  const sent = { sent_at, delivery: 'hand', document_id }
  return app.send(coordinator, 'POST', `${path}/${drafted.body.id}/sign`, sent)
}
