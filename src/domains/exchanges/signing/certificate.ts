import { readFonts } from '#infra/pdf/fonts.ts'
import { UNKNOWN } from '#lib/pdf-spell.ts'
import type { PdfWriter } from '#lib/pdf-writer.ts'
import { startPdf } from '#lib/start-pdf.ts'
import type { Evidence } from './queries.ts'
import type { SignatureRequest } from './schema.ts'

/** The box in which people draw. */
const BOX = { width: 400, height: 120 }

export type CertificateFacts = {
  organization_name: string
  exchange_number: string
  time_zone: string
  request: SignatureRequest
  evidence: Evidence[]
}

/** Who signed what, when and from where: the pages behind a signed document. */
export async function certificatePdf(facts: CertificateFacts): Promise<Uint8Array> {
  const { request, evidence, organization_name, exchange_number, time_zone } = facts
  const { writer, lacks } = await startPdf('Certificate of signatures', await readFonts())
  writer.text('Certificate of signatures', 16, 'bold')
  writer.space(6)
  const about: [string, string][] = [
    ['Document', request.title],
    ['Exchange', exchange_number],
    ['Sent by', organization_name],
    ['Signature request', request.id],
    ['SHA-256 of the document', request.file_hash],
  ]
  for (const [label, value] of about) writer.fact(label, value)
  for (const one of evidence) writeSigner(writer, one, time_zone)
  writer.space(10)
  writer.text(
    'The pages before this certificate are the document that was signed. The file is sealed with the key of this service: your PDF reader shows whether anything was changed since.',
    8,
    'pale',
  )
  if (lacks()) writer.text(`${UNKNOWN} stands for a letter that this file can’t show.`, 8, 'pale')
  writer.number()
  return writer.pdf.save()
}

function writeSigner(writer: PdfWriter, one: Evidence, time_zone: string): void {
  writer.line()
  writer.space(6)
  if (one.method === 'drawn' && one.drawing) writer.drawing(one.drawing, BOX, 54)
  else writer.text(one.signed_name ?? '', 20)
  writer.space(2)
  const facts: [string, string | null][] = [
    ['Name', one.signed_name],
    ['Asked as', one.name === one.signed_name ? null : one.name],
    ['Email', one.email],
    ['Signed', one.signed_at && momentsOf(one.signed_at, time_zone)],
    ['How', one.method === 'drawn' ? 'Drawn on the screen' : 'Typed name'],
    ['Address', one.ip_address],
    ['Browser', one.user_agent],
    ['Agreed to', one.consent],
    ['SHA-256 of what was signed', one.document_hash],
  ]
  for (const [label, value] of facts) if (value) writer.fact(label, value)
}

/** On the clock of the exchange, and in UTC. */
function momentsOf(at: string, timeZone: string): string {
  const moment = new Date(at)
  const options = { dateStyle: 'full', timeStyle: 'long', timeZone } as const
  return `${new Intl.DateTimeFormat('en-US', options).format(moment)} (${moment.toISOString()})`
}
