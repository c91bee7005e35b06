import { centsOf, dollars } from '#domains/transactions/rules/figures.ts'
import { readFonts } from '#infra/pdf/fonts.ts'
import { UNKNOWN } from '#lib/pdf-spell.ts'
import type { PdfWriter } from '#lib/pdf-writer.ts'
import { startPdf } from '#lib/start-pdf.ts'
import type { DisbursementLine, Statement } from './schema.ts'

const TITLE = 'Commission disbursement authorization'
const SIDES = { listing: 'The seller', selling: 'The buyer', both: 'Both sides' } as const
const KINDS: Record<DisbursementLine['paid_to'], string> = {
  ...{ cooperating: 'Cooperating broker', referral: 'Referral fee', franchise: 'Franchise fee' },
  ...{ company: 'Brokerage', agent: 'Agent', team: 'Team member' },
}
const dayInWords = (day: string) =>
  new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )

/** "+15125550100" as it is written in the US; any other number as it is. */
function phoneInWords(number: string): string {
  return number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3')
}

/** Whom a copy is for: the title company reads who is paid, our own people also how each figure comes about. */
export type Copy = 'internal' | 'outside'

/** Who is paid what from the commission of a sale, and who approved it. */
export async function disbursementPdf(
  statement: Statement,
  approval: { name: string; day: string } | null,
  logo: Uint8Array | null,
  copy: Copy,
): Promise<Uint8Array> {
  const { writer, lacks } = await startPdf(TITLE, await readFonts())
  if (logo) await drawLogo(writer, logo)
  writeHead(writer, statement, approval !== null)
  if (copy === 'internal') writer.text('Internal copy: do not send outside the brokerage.', 9, 'pale')
  writeSale(writer, statement)
  writer.heading('Pay from the commission at closing')
  for (const line of statement.lines) {
    const { name, amount, formula } = line
    const notes = [aboutOf(line), ...(copy === 'internal' ? formula : [])]
    writer.row('', name, dollars(centsOf(amount)), notes.filter(Boolean), { indent: 0 })
    writer.space(4)
  }
  writer.line()
  writer.row('', 'Total commission', dollars(centsOf(statement.gross)), [], { main: true, indent: 0 })
  writeApproval(writer, statement, approval)
  if (lacks())
    writer.text(
      `${UNKNOWN} stands for a letter that this file can’t show. Ask us for the spelling.`,
      8,
      'pale',
    )
  writer.number()
  return writer.pdf.save()
}

function aboutOf({ paid_to, name, licenses }: DisbursementLine): string {
  const kind = KINDS[paid_to] === name ? '' : KINDS[paid_to]
  const license = licenses.length > 0 ? `License ${licenses.join(', ')}` : ''
  return [kind, license].filter(Boolean).join(' · ')
}

async function drawLogo(writer: PdfWriter, logo: Uint8Array): Promise<void> {
  const png = logo[0] === 0x89
  writer.picture(png ? await writer.pdf.embedPng(logo) : await writer.pdf.embedJpg(logo), 150, 54)
}

function writeHead(writer: PdfWriter, { organization }: Statement, approved: boolean): void {
  const { name, license_number, address, phone, email } = organization
  writer.text(name, 12, 'bold')
  const license = license_number ? `License ${license_number}` : null
  for (const line of [license, address, [phone && phoneInWords(phone), email].filter(Boolean).join(' · ')])
    if (line) writer.text(line, 9, 'pale')
  writer.space(16)
  writer.text(TITLE, 16, 'bold')
  if (!approved) writer.text('Draft: not approved. Do not pay from this document.', 10, 'bold')
  writer.space(6)
}

function writeSale(writer: PdfWriter, statement: Statement): void {
  const { address, transaction_number, sellers, buyers, closing_agents, closes_on, closed, sale_price } =
    statement
  const facts: [string, string | null][] = [
    ['Property', address],
    ['Our file', transaction_number],
    ['Seller', sellers.join(', ')],
    ['Buyer', buyers.join(', ')],
    ['Closing agent', closing_agents.join(', ')],
    [closed ? 'Closed on' : 'Closing on', dayInWords(closes_on)],
    ['Sale price', sale_price && dollars(centsOf(sale_price))],
    ['We represent', SIDES[statement.side]],
  ]
  for (const [label, value] of facts) if (value) writer.fact(label, value)
}

function writeApproval(
  writer: PdfWriter,
  { organization }: Statement,
  approval: { name: string; day: string } | null,
): void {
  writer.space(10)
  writer.text(
    `${organization.name} authorizes the closing agent to pay the amounts above from the commission at closing. ` +
      'Any change needs a new authorization from us.',
    9,
  )
  if (!approval) return
  writer.space(6)
  writer.text(`Approved by ${approval.name} on ${dayInWords(approval.day)}.`, 10, 'bold')
  writer.signatures(['Broker’s signature', 'Date'])
}
