import type { Exchange } from '#domains/exchanges/schema.ts'
import { centsOf, dollars } from '#domains/transactions/rules/figures.ts'
import { readFonts } from '#infra/pdf/fonts.ts'
import { UNKNOWN } from '#lib/pdf-spell.ts'
import type { PdfWriter } from '#lib/pdf-writer.ts'
import { startPdf } from '#lib/start-pdf.ts'
import type { IdentificationNotice } from './schema.ts'

const TITLES = {
  identification: {
    replacement: 'Identification of replacement property',
    relinquished: 'Identification of relinquished property',
  },
  revocation: { replacement: 'Revocation of identification', relinquished: 'Revocation of identification' },
} as const

export type NoticeSheet = {
  organization_name: string
  taxpayer_name: string
  exchange: Pick<Exchange, 'exchange_number' | 'clock_start' | 'identification_deadline'>
  notice: IdentificationNotice
  /** What was transferred, by its address. */
  relinquished: string[]
}

export function titleOf({ kind, properties }: IdentificationNotice): string {
  return TITLES[kind][properties[0]?.side ?? 'replacement']
}

/** The notice as it is signed: written, and unambiguous about each property (26 CFR 1.1031(k)-1(c)(2)-(3)). */
export async function noticePdf(sheet: NoticeSheet): Promise<Uint8Array> {
  const { notice, exchange } = sheet
  const title = titleOf(notice)
  const { writer, lacks } = await startPdf(title, await readFonts())
  writer.text(title, 16, 'bold')
  writer.text('Section 1031 exchange', 9, 'pale')
  writer.space(8)
  const facts: [string, string | null][] = [
    ['Exchange', exchange.exchange_number],
    ['Taxpayer', sheet.taxpayer_name],
    ['To', notice.recipient_name],
    ['As', CAPACITIES[notice.recipient_capacity]],
    ['Intermediary', sheet.organization_name],
    ['Transferred', sheet.relinquished.join('; ') || null],
    ['On', exchange.clock_start && dayInWords(exchange.clock_start)],
    [
      'Identification ends',
      exchange.identification_deadline && `midnight, ${dayInWords(exchange.identification_deadline)}`,
    ],
  ]
  for (const [label, value] of facts) if (value) writer.fact(label, value)
  writer.space(6)
  writer.text(sentenceOf(notice), 10)
  writeProperties(writer, notice)
  writer.space(8)
  writer.text(
    'No more than three properties can be identified whatever their value, or any number whose value together is no more than 200% of what was transferred (26 CFR 1.1031(k)-1(c)(4)). Ask your tax adviser before you sign.',
    8,
    'pale',
  )
  if (lacks())
    writer.text(
      `${UNKNOWN} stands for a letter that this file can’t show. Ask us for the spelling.`,
      8,
      'pale',
    )
  writer.signatures(['Taxpayer’s signature', 'Date'])
  writer.number()
  return writer.pdf.save()
}

const CAPACITIES: Record<IdentificationNotice['recipient_capacity'], string> = {
  ...{
    intermediary: 'Qualified intermediary',
    seller: 'Seller of the property',
    escrow_agent: 'Escrow agent',
  },
  ...{ title_company: 'Title company', settlement_agent: 'Settlement agent', other: 'Party to the exchange' },
}

function sentenceOf({ kind, properties }: IdentificationNotice): string {
  const one = properties.length === 1
  if (kind === 'revocation')
    return `I revoke the identification of ${one ? 'this property' : 'these properties'}:`
  const side = properties[0]?.side ?? 'replacement'
  return side === 'replacement'
    ? `I identify ${one ? 'this property' : `these ${properties.length} properties`} as replacement property for my exchange:`
    : `I identify ${one ? 'this property' : `these ${properties.length} properties`} as relinquished property for my exchange:`
}

function writeProperties(writer: PdfWriter, { properties }: IdentificationNotice): void {
  for (const [place, property] of properties.entries()) {
    const { address, description, fair_market_value, ownership_percent } = property
    writer.space(4)
    writer.row(`${place + 1}.`, description, fair_market_value ? dollars(centsOf(fair_market_value)) : '', [
      ...(description === address ? [] : [address]),
      ...(ownership_percent < 100 ? [`An interest of ${ownership_percent}%`] : []),
    ])
  }
}

function dayInWords(day: string): string {
  const options = { dateStyle: 'full', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat('en-US', options).format(new Date(`${day}T00:00:00Z`))
}
