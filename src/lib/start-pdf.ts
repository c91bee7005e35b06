import { PDFDocument } from 'pdf-lib'
import { fontkit } from './pdf-fontkit.ts'
import { spellWith, UNKNOWN } from './pdf-spell.ts'
import { PdfWriter } from './pdf-writer.ts'

/** A letter is one sign of the font, so that copied text has the letters that were written. */
const ONE_EACH = { ccmp: false, liga: false }

/** The writer, and whether it met a letter that the font lacks. */
export type EmbeddedPdf = { writer: PdfWriter; lacks: () => boolean }

/**
 * An empty document in the product's look, whose fonts are part of the file as far as it uses them: names are written as
 * they are.
 */
export async function startPdf(
  title: string,
  fonts: { plain: Uint8Array; bold: Uint8Array },
): Promise<EmbeddedPdf> {
  const pdf = await PDFDocument.create()
  pdf.setTitle(title)
  pdf.setCreator('Deedline')
  pdf.registerFontkit(fontkit)
  const embed = (font: Uint8Array) => pdf.embedFont(font, { subset: true, features: ONE_EACH })
  const [plain, bold] = [await embed(fonts.plain), await embed(fonts.bold)]
  const spelled = spellWith(new Set(plain.getCharacterSet()))
  let lacking = false
  const spell = (text: string) => {
    const written = spelled(text)
    lacking ||= written.includes(UNKNOWN)
    return written
  }
  return { writer: new PdfWriter(pdf, { plain, bold, spell }), lacks: () => lacking }
}
