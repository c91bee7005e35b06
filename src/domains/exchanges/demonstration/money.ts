import { openAccount } from '#domains/exchanges/accounts/accounts.ts'
import { authoriseDisbursement, requestDisbursement } from '#domains/exchanges/disbursements/disbursements.ts'
import { approveDisbursement, releaseDisbursement } from '#domains/exchanges/disbursements/release.ts'
import { NewDisbursement } from '#domains/exchanges/disbursements/schema.ts'
import { receiveFunds } from '#domains/exchanges/ledger/ledger.ts'
import { addPayee, verifyPayee } from '#domains/exchanges/payees/payees.ts'
import { demonstrationMember } from '#domains/identity/demonstration.ts'
import type { Infra } from '#infra/infra.ts'
import { readFonts } from '#infra/pdf/fonts.ts'
import { withActor } from '#infra/postgres/transactions.ts'
import { addDays, today } from '#lib/dates.ts'
import { startPdf } from '#lib/start-pdf.ts'
import { addPaper } from './notices.ts'
import type { Added, DemonstrationExchange } from './peak-exchanges.ts'
import { listPayeePhones } from './queries.ts'

/** An account of its own for the exchange, the proceeds of the sale, and a payment on its way to the closing. */
export async function addMoney(
  infra: Infra,
  peak: string,
  { id, sold, bought }: Added,
  { name, client, proceeds = '', payment, sold: sales = [] }: DemonstrationExchange,
  escrow: string,
  now: Date,
): Promise<void> {
  const alan = await demonstrationMember(infra, peak, 'accountant')
  const secret = infra.config.DEEDLINE_SECRET
  const day = addDays(today(now, alan), -Math.max(...sales.map(({ transferred = 0 }) => transferred)))
  const account = await withActor(infra.db, alan, async (tx) => {
    const opened = await openAccount(
      tx,
      alan,
      {
        ...{
          kind: 'segregated',
          exchange_id: id,
          bank_name: 'First Harbor Bank',
          opened_on: addDays(day, -3),
        },
        ...{ title: `Peak 1031, FBO ${client}`, account_number: numberOf(name), custody: 'qualified_escrow' },
        ...{ annual_rate: 0.031, compounding: 'monthly', day_count_basis: 365 },
      },
      secret,
      now,
    )
    const receipt = {
      type: 'receipt_sale_proceeds' as const,
      exchange_account_id: opened.id,
      amount: proceeds,
    }
    const memo = 'Wire from the title company'
    await receiveFunds(
      tx,
      alan,
      id,
      { ...receipt, value_date: day, memo, ...(sold[0] && { exchange_property_id: sold[0] }) },
      now,
    )
    return opened.id
  })
  if (payment && bought[0]) await addPayment(infra, peak, id, account, bought[0], escrow, payment, now)
}

/** Ten digits that follow from the name. */
const numberOf = (name: string) =>
  String(
    [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9_000_000_000, 7) +
      1_000_000_000,
  )

async function addPayment(
  infra: Infra,
  peak: string,
  exchange_id: string,
  exchange_account_id: string,
  exchange_property_id: string,
  escrow: string,
  [amount, state]: NonNullable<DemonstrationExchange['payment']>,
  now: Date,
): Promise<void> {
  const [carl, alan, otto, april] = await Promise.all(
    (['coordinator', 'accountant', 'officer', 'approver'] as const).map((role) =>
      demonstrationMember(infra, peak, role),
    ),
  )
  if (!carl || !alan || !otto || !april) throw new Error('The demonstration lacks people.')
  const paula = await demonstrationMember(infra, peak, 'owner')
  const secret = infra.config.DEEDLINE_SECRET
  const phone_number = (await withActor(infra.db, paula, (tx) => listPayeePhones(tx, peak, escrow)))[0] ?? ''
  const payee = await withActor(infra.db, paula, (tx) =>
    addPayee(
      tx,
      paula,
      {
        ...{
          contact_id: escrow,
          account_name: 'First Bay Title, trust account',
          bank_name: 'Golden Gate Trust',
        },
        ...{ routing_number: '011000015', account_number: `44${amount.replaceAll('.', '')}` },
      },
      secret,
      now,
    ),
  )
  const call = { phone_number, called_at: now.toISOString(), spoken_with: 'Melissa Grant' }
  await withActor(infra.db, alan, (tx) => verifyPayee(tx, alan, payee.id, call, now))
  const terms = { exchange_account_id, payee_id: payee.id, purpose: 'purchase', exchange_property_id, amount }
  const request = await withActor(infra.db, carl, (tx) =>
    requestDisbursement(tx, carl, exchange_id, NewDisbursement.parse(terms), now),
  )
  const { writer } = await startPdf('Instructions', await readFonts())
  writer.text(`Pay ${amount} to First Bay Title for the closing. Signed by the client.`, 12)
  const document_id = await addPaper(infra, carl, 'disbursement-instructions.pdf', await writer.pdf.save())
  const { id, terms_hash } = request
  await withActor(infra.db, carl, (tx) =>
    authoriseDisbursement(tx, carl, id, { terms_hash, document_id }, now),
  )
  if (state === 'authorized') return
  await withActor(infra.db, otto, (tx) => approveDisbursement(tx, otto, id, terms_hash, now))
  if (state === 'approved_once') return
  await withActor(infra.db, april, (tx) => approveDisbursement(tx, april, id, terms_hash, now))
  await withActor(infra.db, alan, (tx) => releaseDisbursement(tx, alan, id, terms_hash, now))
}
