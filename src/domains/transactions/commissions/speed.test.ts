import { expect, test } from 'vitest'
import { withActor } from '#infra/postgres/transactions.ts'
import { testApp } from '#testing/app.ts'
import { commissionsOf } from '#testing/commissions.ts'
import { commissionsActor, recomputeCommissions } from './recompute.ts'

const app = testApp()
const { deal, plan, amounts } = commissionsOf(app)
/** 5,000 take 25 s at first, and 1.8 s again (2 cores at a load of 14, Node 26, 2026-11-30). */
const DEALS = Number(process.env.COMMISSION_DEALS ?? 500)

/** A year of a large brokerage: a closing must not wait for all of it, and the job that follows must not take minutes. */
test(`commissions of ${DEALS} deals of a year are computed, and again where nothing changed`, async () => {
  const owner = await app.newPerson('owner')
  const agent = await app.newPerson('agent', owner)
  await plan(owner, agent, { cap: '9000.00' })
  const { id } = await deal(agent)
  await app.asOwner(`
    insert into transactions (organization_id, id, transaction_number, transaction_type, side, stage, property_id,
      sale_price, commission_rate, listing_agent_id, selling_agent_id, contract_date, closing_date, created_by)
    select organization_id, uuidv7(), 'L-' || n, transaction_type, side, stage, property_id, sale_price, commission_rate,
      listing_agent_id, selling_agent_id, contract_date, closing_date + (n % 200), created_by
      from transactions, generate_series(1, ${DEALS}) n where id = '${id}'`)
  const compute = async () => {
    const begin = performance.now()
    const actor = commissionsActor(owner.organization_id)
    await withActor(app.infra().db, actor, (tx) => recomputeCommissions(tx, owner.organization_id, null))
    return performance.now() - begin
  }
  const first = await compute()
  const again = await compute()
  process.stdout.write(`${DEALS} deals: ${Math.round(first)} ms at first, ${Math.round(again)} ms again\n`)
  expect(Object.keys(await amounts(owner, id))).toContain('company')
}, 180_000)
