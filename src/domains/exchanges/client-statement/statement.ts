import { getBalances, listAccountBalances } from '#domains/exchanges/ledger/queries.ts'
import { getExchange } from '#domains/exchanges/queries.ts'
import { ENTRY_NAMES } from '#domains/exchanges/rules/entry-names.ts'
import type { Exchange } from '#domains/exchanges/schema.ts'
import { centsOf, dollars } from '#domains/transactions/rules/figures.ts'
import { readFonts } from '#infra/pdf/fonts.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import { addDays } from '#lib/dates.ts'
import { UNKNOWN } from '#lib/pdf-spell.ts'
import type { PdfWriter } from '#lib/pdf-writer.ts'
import { startPdf } from '#lib/start-pdf.ts'
import type { Period } from './contract.ts'
import { listStatementEntries, organizationName, type StatementEntry } from './queries.ts'

const TITLE = 'Exchange account statement'
const SHORT = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' })
const inWords = (day: string) => SHORT.format(new Date(`${day}T00:00:00Z`))
const shown = (amount: string) => dollars(centsOf(amount))

type Balances = Awaited<ReturnType<typeof getBalances>>
type Content = {
  organization: string
  exchange: Exchange
  period: Period
  opening: Balances
  closing: Balances
  accounts: Awaited<ReturnType<typeof listAccountBalances>>
  entries: StatementEntry[]
}

export async function readStatement(
  tx: Tx,
  organization_id: string,
  exchange_id: string,
  period: Period,
  now: Date,
): Promise<Content> {
  const exchange = await getExchange(tx, organization_id, exchange_id, now)
  return {
    ...{ exchange, period, organization: await organizationName(tx, organization_id) },
    opening: await getBalances(tx, organization_id, exchange_id, addDays(period.from, -1)),
    closing: await getBalances(tx, organization_id, exchange_id, period.to),
    accounts: await listAccountBalances(tx, organization_id, exchange_id, period.to),
    entries: await listStatementEntries(tx, organization_id, exchange_id, period),
  }
}

/** What came in, what went out and what is left, for the taxpayer and their CPA. */
export async function statementPdf(content: Content): Promise<Uint8Array> {
  const { exchange, period, organization, opening, closing, accounts, entries } = content
  const { writer, lacks } = await startPdf(TITLE, await readFonts())
  writer.text(organization, 12, 'bold')
  writer.space(10)
  writer.text(TITLE, 16, 'bold')
  writer.space(6)
  writer.fact('Taxpayer', exchange.client_name ?? exchange.name)
  writer.fact('Exchange', `${exchange.exchange_number} · ${exchange.name}`)
  writer.fact('Period', `${inWords(period.from)} to ${inWords(period.to)}`)
  for (const account of accounts)
    writer.fact('Held at', `${account.bank_name}, account ending in ${account.account_number_last4}`)
  writer.heading('Entries')
  writer.row('', `Balance before ${inWords(period.from)}`, shown(opening.cash), [], ROW)
  for (const entry of entries) writeEntry(writer, entry)
  if (entries.length === 0) writer.text('No entries in this period.', 10, 'pale')
  writer.line()
  writer.row('', `Balance on ${inWords(period.to)}`, shown(closing.cash), [], { ...ROW, main: true })
  writer.row('', 'Of which exchange funds', shown(closing.exchange_funds), [], ROW)
  writer.row('', 'Of which interest', shown(closing.interest), [], ROW)
  writer.space(10)
  writer.text(
    'Exchange funds and their interest are held under the exchange agreement and are paid out only as 26 CFR 1.1031(k)-1(g)(6) permits. Interest is income of the taxpayer.',
    8,
    'pale',
  )
  if (lacks()) writer.text(`${UNKNOWN} stands for a letter that this file can’t show.`, 8, 'pale')
  writer.number()
  return writer.pdf.save()
}

const ROW = { indent: 0 }

function writeEntry(
  writer: PdfWriter,
  { value_date, type, reversed_type, memo, counterparty, address, amount, balance }: StatementEntry,
): void {
  const what = reversed_type ? `Reversed: ${ENTRY_NAMES[reversed_type]}` : ENTRY_NAMES[type]
  const label = `${inWords(value_date)} · ${what}`
  const about = [counterparty, address, memo].filter(Boolean).join(' · ')
  writer.row('', label, shown(amount), [...(about ? [about] : []), `Balance ${shown(balance)}`], ROW)
}
