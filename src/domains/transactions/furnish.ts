import { addAgreements } from '#testing/agreements.ts'
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
  const version = await furnishAmendments(app, owner, path)
  let [party_id, document_id, guest_id] = ['', '', '']
  for (const name of ['Ann Seller', 'Bob Seller', 'Cem Seller', 'Dee Seller']) {
    const emails = [{ email: `${name.toLowerCase().replace(' ', '.')}@example.com` }]
    const { id: contact_id } = await create('/contacts', { display_name: name, emails })
    party_id = (await create(`${path}/parties`, { contact_id, role: 'seller' })).id
    guest_id = (await create(`${path}/guests`, { party_id })).id
    await create(`${path}/requests`, { party_id, title: `Tax bill of ${name}` })
    const { payload, headers } = form(Buffer.from(`Notes of ${name}`), `${name}.txt`)
    const { body } = await app.send(owner, 'POST', '/documents', payload, headers)
    document_id = (await create(`${path}/documents`, { document_id: body.id })).document_id
  }
  const ids = ['31', '32', '33', '34'].map((end) => `01900000-0000-7000-8000-0000000000${end}`)
  const dates = ids.map((id, n) => ({ id, name: `Date ${n}`, counted_from: 'contract_date', days: 10 }))
  await app.send(owner, 'PATCH', `${path}/dates`, { dates }, { 'if-match': `"${version}"` })
  const rules = await furnishRules(create)
  const requirement_id = await furnishRequirements(create, path, document_id)
  const amount = { kind: 'fee', label: 'Escrow fee', paid_by: 'seller', paid_to: 'title' }
  let amount_id = ''
  for (const dollars of ['100.00', '200.00', '300.00', '400.00'])
    amount_id = (await create(`${path}/amounts`, { ...amount, amount: dollars })).id
  let plan_id = ''
  for (const valid_from of ['2025-01-01', '2025-06-01', '2026-01-01', '2026-06-01']) {
    const plan = { user_id: owner.user_id, valid_from, anniversary: valid_from, cap: null, deductions: [] }
    plan_id = (await create('/commission-plans', { ...plan, tiers: [{ from: '0', rate: 0.7 }] })).id
  }
  for (const valid_from of ['2025-01-01', '2026-01-01'])
    await create('/franchise-fees', { valid_from, rate: 0.06, at_most: null })
  // Reading documents takes too long where every fact is also sent to an endpoint that doesn't answer.
  await app.asOwner(`insert into transaction_document_proposals (organization_id, document_id, transaction_id, score, evidence)
    select organization_id, document_id, '${others[1].id}', 0.7, '[]' from transaction_documents
     where transaction_id = '${first.id}'`)
  await addAgreements(app, owner, ['11 Birch Road', '12 Birch Road', '13 Birch Road'])
  let import_id = ''
  for (const street of ['7 Oak Lane', '8 Oak Lane', '9 Oak Lane', '10 Oak Lane']) {
    const { payload, headers } = form(Buffer.from(`Address,Type\n${street},Sale\n`), 'deals.csv')
    import_id = (await app.send(owner, 'POST', '/transactions/imports', payload, headers)).body.id
  }
  const { items } = (await app.send(owner, 'GET', '/transaction-proposals')).body
  return {
    proposal_id: items[0]?.id ?? '',
    ...{ 'requirement-rules': rules, requirement_id, guest_id },
    import_id,
    ...{ amount_id, 'commission-plans': plan_id },
    ...{ transactions: first.id, properties: others[0].property_id, party_id, document_id },
  }
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads what came.
type Create = (path: string, body: object) => Promise<any>

/** Rules that apply to every deal, so that each furnished deal has items of them. */
async function furnishRules(create: Create): Promise<string> {
  let last = ''
  for (const name of ['Survey', 'Title report', 'Wire fraud advisory', 'Insurance']) {
    const body = { name, requirement: 'optional', when: { all: [] }, reason: 'Every deal has it' }
    last = (await create('/requirement-rules', body)).id
  }
  return last
}

/** Documents that were added by hand, and are in review. */
async function furnishRequirements(create: Create, deal: string, document_id: string): Promise<string> {
  let last = ''
  for (const name of ['Lease', 'Permit', 'Warranty', 'Inspection']) {
    last = (await create(`${deal}/requirements`, { name, requirement: 'optional' })).id
    await create(`${deal}/requirements/${last}/submit`, { document_id })
  }
  return last
}

/** A closing that was amended several times and then undone, so that the deal is open for the other tests. */
async function furnishAmendments(
  app: Parameters<Furnish>[0],
  owner: Parameters<Furnish>[1],
  path: string,
): Promise<number> {
  const step = async (body: object) => {
    const answer = await app.send(owner, 'POST', `${path}/stage`, body)
    if (answer.status !== 200) throw new Error(answer.raw.toString())
    return answer
  }
  const { stage } = (await app.send(owner, 'GET', path)).body
  await step({ from: stage, to: 'under_contract', contract_date: '2026-03-02' })
  const closing = { from: 'under_contract', closed_on: '2026-04-15', sale_price: '500000.00' }
  const closed = await app.send(owner, 'POST', `${path}/close`, closing)
  if (closed.status !== 200) throw new Error(closed.raw.toString())
  for (const sale_price of ['510000.00', '520000.00', '530000.00', '540000.00']) {
    const { version } = (await app.send(owner, 'GET', path)).body
    const amendment = { reason: 'The settlement statement was corrected.', sale_price }
    await app.send(owner, 'PATCH', `${path}/closing`, amendment, { 'if-match': `"${version}"` })
  }
  return (await step({ from: 'closed', to: 'clear_to_close', reason: 'Entered too early.' })).body.version
}
