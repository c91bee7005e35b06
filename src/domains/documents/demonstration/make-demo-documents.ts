import writeWorkbook from 'write-excel-file/node'
import { pick, type Random, random } from '#lib/random.ts'
import type { Paper } from './paper.ts'
import * as peak from './peak-papers.ts'
import { bindScans, bindTiff, freezeArchive, printDocx, printPdf, printScan } from './print.ts'
import * as money from './roi-money-papers.ts'
import * as roi from './roi-papers.ts'
import { type Deal, daysAfter, makeDeal, placeOf, shortDay } from './scene.ts'

export type DemoDocument = {
  organization: 'roi' | 'peak'
  filename: string
  bytes: Uint8Array
  uploaded_by_role: 'agent' | 'assistant' | 'coordinator' | 'accountant' | 'client'
}

type Role = DemoDocument['uploaded_by_role']
type Print = 'pdf' | 'docx' | 'scan' | 'jpeg' | 'tiff'

const DEALS = 7
const EXCHANGES = 5

/**
 * Documents as two companies would have them: an agency ("roi") and an intermediary ("peak"), whose exchanges start
 * with the agency's sales. Printed, typed, scanned askew, faxed. The same seed gives the same bytes.
 */
export async function* makeDemoDocuments(seed: number): AsyncGenerator<DemoDocument> {
  const next = random(seed)
  const deals = Array.from({ length: DEALS }, (_, index) => makeDeal(next, index))
  for (const [index, deal] of deals.entries()) yield* agencyFile(deal, index, next)
  for (let index = 0; index < EXCHANGES; index += 1) {
    const sale = deals[index] ?? makeDeal(next, index)
    const later = makeDeal(next, index + 20)
    const purchase = { ...later, contract: daysAfter(sale.closing, 40), closing: daysAfter(sale.closing, 92) }
    yield* exchangeFile({ number: `EX-2025-${310 + index}`, sale, purchase }, index, next)
  }
  yield pipeline(deals)
  yield await ledger(deals)
}

/** The documents differ by deal, as in practice: not every sale has a counter offer. */
async function* agencyFile(deal: Deal, index: number, next: Random): AsyncGenerator<DemoDocument> {
  const papers: [paper: Paper, print: Print, role: Role][] = [
    [roi.listingAgreement(deal), 'pdf', 'agent'],
    [roi.transferDisclosure(deal), pick(next, ['scan', 'pdf']), 'assistant'],
    [roi.purchaseAgreement(deal), 'pdf', 'agent'],
    [money.preapproval(deal), 'pdf', 'client'],
  ]
  if (index % 2 === 0)
    papers.push([roi.counterOffer(deal), 'docx', 'agent'], [money.appraisal(deal), 'pdf', 'assistant'])
  if (index % 2 === 1)
    papers.push([roi.addendum(deal), 'docx', 'agent'], [money.preliminaryReport(deal), 'pdf', 'assistant'])
  if (index % 3 !== 2) papers.push([roi.inspectionReport(deal), index === 0 ? 'tiff' : 'pdf', 'assistant'])
  if (index % 3 === 1) papers.push([roi.amendment(deal), 'scan', 'agent'])
  if (index < 5) papers.push([money.settlementStatement(deal), pick(next, ['pdf', 'scan']), 'assistant'])
  if (index % 2 === 0) papers.push([money.homeownersPolicy(deal), 'pdf', 'client'])
  if (index < 4) papers.push([money.grantDeed(deal), index === 1 ? 'jpeg' : 'scan', 'assistant'])
  for (const [paper, print, role] of papers) yield await printAs('roi', paper, print, role, next)
  if (index === 2) yield letter(deal)
}

async function* exchangeFile(
  exchange: peak.Exchange,
  index: number,
  next: Random,
): AsyncGenerator<DemoDocument> {
  const papers: [paper: Paper, print: Print, role: Role][] = [
    [peak.exchangeAgreement(exchange), index === 3 ? 'docx' : 'pdf', 'coordinator'],
    [peak.noticeOfAssignment(exchange), index % 2 === 0 ? 'scan' : 'docx', 'coordinator'],
    [peak.identificationNotice(exchange), index % 2 === 0 ? 'pdf' : 'scan', 'client'],
  ]
  if (index < 3) papers.push([peak.replacementClosing(exchange), 'pdf', 'coordinator'])
  if (index !== 2) papers.push([peak.exchangeStatement(exchange), 'pdf', 'accountant'])
  if (index > 2) papers.push([peak.operatingAgreement(exchange), 'docx', 'client'])
  for (const [paper, print, role] of papers) yield await printAs('peak', paper, print, role, next)
}

const ENDINGS: Record<Print, string> = { pdf: 'pdf', docx: 'docx', scan: 'pdf', jpeg: 'jpg', tiff: 'tif' }

async function printAs(
  organization: DemoDocument['organization'],
  paper: Paper,
  print: Print,
  uploaded_by_role: Role,
  next: Random,
): Promise<DemoDocument> {
  const scanned = print === 'scan' || print === 'jpeg' || print === 'tiff'
  const pages = scanned ? await printScan(paper, next, pick(next, [0, 0, 0, 90, 180, 270])) : []
  const bytes =
    print === 'pdf'
      ? await printPdf(paper, next() < 0.3)
      : print === 'docx'
        ? await printDocx(paper)
        : print === 'scan'
          ? await bindScans(pages)
          : print === 'tiff'
            ? await bindTiff(pages)
            : (pages[0] ?? new Uint8Array())
  // Scanners name files by number, people by content.
  const name = scanned && next() < 0.5 ? `Scan${1_000 + Math.floor(next() * 9_000)}` : paper.name
  const filename = `${name.replace(/[^\w .,()-]/g, '')}.${ENDINGS[print]}`
  return { organization, filename, bytes, uploaded_by_role }
}

function letter(deal: Deal): DemoDocument {
  const { escrow_officer: from, listing_agent: to } = deal
  const mail = `From: ${from.name} <${from.email}>
To: ${to.name} <${to.email}>
Subject: Signing appointment, ${deal.street}
Date: ${new Date(daysAfter(deal.closing, -4)).toUTCString()}
Message-ID: <${deal.number}@example.com>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Hello ${to.name.split(' ')[0]},

your seller may sign on ${shortDay(daysAfter(deal.closing, -2))} at ten. Please ask ${deal.seller.name} to bring a
photo identification. Call me at ${from.phone} to confirm; we never change wire instructions by mail.

${from.name}
${deal.title_company}
`
  return {
    organization: 'roi',
    filename: `Signing ${deal.street}.eml`,
    bytes: Buffer.from(mail.replaceAll('\n', '\r\n')),
    uploaded_by_role: 'assistant',
  }
}

function pipeline(deals: Deal[]): DemoDocument {
  const rows = deals.map((deal) =>
    [deal.number, `"${placeOf(deal)}"`, deal.price, shortDay(deal.closing)].join(','),
  )
  const csv = `number,property,price,closing\r\n${rows.join('\r\n')}\r\n`
  return {
    organization: 'roi',
    filename: 'Pipeline 2025.csv',
    bytes: Buffer.from(csv),
    uploaded_by_role: 'assistant',
  }
}

async function ledger(deals: Deal[]): Promise<DemoDocument> {
  const head = ['Date', 'Exchange', 'Entry', 'Amount'].map((value) => ({
    value,
    fontWeight: 'bold' as const,
  }))
  const rows = deals
    .slice(0, EXCHANGES)
    .map((deal, index) => [
      { value: deal.closing, type: Date, format: 'mm/dd/yyyy' },
      { value: `EX-2025-${310 + index}` },
      { value: `Proceeds ${deal.street}` },
      { value: Math.round(deal.price * 58) / 100, type: Number, format: '#,##0.00' },
    ])
  const workbook = await writeWorkbook([head, ...rows], { sheet: 'Exchange funds' }).toBuffer()
  const bytes = await freezeArchive(workbook)
  return {
    organization: 'peak',
    filename: 'Exchange funds ledger.xlsx',
    bytes,
    uploaded_by_role: 'accountant',
  }
}
