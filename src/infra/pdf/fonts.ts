import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** Noto Sans has Latin with all its accents, Vietnamese, Greek and Cyrillic; not Hebrew, Arabic, Thai, Chinese, Japanese, Korean. */
const FONT = '@expo-google-fonts/noto-sans'

/** The fonts of all PDFs that the server makes. */
export async function readFonts(): Promise<{ plain: Uint8Array; bold: Uint8Array }> {
  const [plain, bold] = await Promise.all([
    readFont('400Regular/NotoSans_400Regular.ttf'),
    readFont('700Bold/NotoSans_700Bold.ttf'),
  ])
  return { plain, bold }
}

const readFont = (file: string) => readFile(fileURLToPath(import.meta.resolve(`${FONT}/${file}`)))
