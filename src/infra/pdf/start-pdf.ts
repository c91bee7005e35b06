import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { PDFDocument } from 'pdf-lib'
import { type Letters, PdfWriter } from '#lib/pdf-writer.ts'
import { evenFontkit } from './even-fontkit.ts'
import { spellWith, UNKNOWN } from './spell.ts'

/** Noto Sans has Latin with all its accents, Vietnamese, Greek and Cyrillic; not Hebrew, Arabic, Thai, Chinese, Japanese, Korean. */
const FONT = '@expo-google-fonts/noto-sans'
const FILES = { plain: '400Regular/NotoSans_400Regular.ttf', bold: '700Bold/NotoSans_700Bold.ttf' }

/** A letter is one sign of the font, so that copied text has the letters that were written. */
const ONE_EACH = { ccmp: false, liga: false }

/** The writer, and whether it met a letter that the font lacks. */
export type EmbeddedPdf = { writer: PdfWriter; lacks: () => boolean }

/** A PDF whose fonts are part of the file, as far as it uses them: names are written as they are. */
export async function startPdf(title: string): Promise<EmbeddedPdf> {
  let lacking = false
  const embed = async (pdf: PDFDocument): Promise<Letters> => {
    pdf.registerFontkit(evenFontkit)
    const [plain, bold] = await Promise.all(
      [FILES.plain, FILES.bold].map(async (file) =>
        pdf.embedFont(await fontFile(file), { subset: true, features: ONE_EACH }),
      ),
    )
    if (!plain || !bold) throw new Error('A font is missing.')
    const spell = spellWith(new Set(plain.getCharacterSet()))
    return {
      ...{ plain, bold },
      spell: (text) => {
        const spelled = spell(text)
        lacking ||= spelled.includes(UNKNOWN)
        return spelled
      },
    }
  }
  return { writer: await PdfWriter.start(title, embed), lacks: () => lacking }
}

const fontFile = (file: string) => readFile(fileURLToPath(import.meta.resolve(`${FONT}/${file}`)))
