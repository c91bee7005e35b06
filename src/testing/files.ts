import { PDFDocument, StandardFonts } from 'pdf-lib'

/** A real PDF with these lines on each page. */
export async function makePdf(...pages: string[][]): Promise<Buffer> {
  const pdf = await PDFDocument.create()
  const font = await pdf.embedFont(StandardFonts.Helvetica)
  for (const lines of pages) {
    const page = pdf.addPage([612, 792])
    lines.forEach((line, i) => {
      page.drawText(line, { x: 60, y: 720 - i * 18, size: 11, font })
    })
  }
  return Buffer.from(await pdf.save())
}

export const PURCHASE_AGREEMENT = [
  'RESIDENTIAL PURCHASE AGREEMENT AND JOINT ESCROW INSTRUCTIONS',
  'Date Prepared: March 3, 2026',
  'This is an offer from Maria Gonzalez ("Buyer").',
  'The real property to be acquired is 742 Evergreen Terrace, Portland, OR 97201.',
  'The purchase price offered is $485,000.00.',
  'Close of escrow shall occur on April 17, 2026.',
  'Initial deposit: Buyer shall deliver $10,000.00 to escrow holder within 3 business days.',
  'Seller: Thomas Whitfield. Buyer shall obtain a loan of $388,000.00.',
]

/** A body of multipart/form-data with one file and plain fields. */
export function form(
  file: Buffer,
  filename: string,
  fields: Record<string, string> = {},
): { payload: Buffer; headers: Record<string, string> } {
  const boundary = 'deedline-test-boundary'
  const parts = Object.entries(fields).map(([name, value]) =>
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  )
  const head = Buffer.from(
    `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${filename}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
  )
  const payload = Buffer.concat([...parts, head, file, Buffer.from(`\r\n--${boundary}--\r\n`)])
  return { payload, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } }
}
