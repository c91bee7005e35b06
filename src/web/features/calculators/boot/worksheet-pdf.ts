import plainFont from '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf?url'
import boldFont from '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf?url'
import { startPdf } from '#lib/start-pdf.ts'
import { inWords } from '#web/features/calculators/Findings.tsx'
import type { BootAnswer } from './answer-boot.ts'
import { dollars } from './form-lines.ts'

export type GivenFact = [label: string, amount: string]

/** The worksheet as a PDF of US Letter pages: facts, lines with their arithmetic, what is for the CPA. */
export async function worksheetPdf(
  answer: BootAnswer,
  facts: GivenFact[],
  link: string,
  made_on: string,
): Promise<Uint8Array> {
  const [plain, bold] = await Promise.all([plainFont, boldFont].map(fontAt))
  if (!plain || !bold) throw new Error('A font is missing.')
  const { writer } = await startPdf('Boot and Form 8824 worksheet', { plain, bold })
  writer.text('Boot and Form 8824 worksheet', 16, 'bold')
  writer.text(`Calculated ${made_on}. A worksheet, not advice.`, 9, 'pale')
  writer.heading('Facts given')
  for (const [label, amount] of facts) writer.row('', label, amount)
  if (answer.statements.length > 0) writer.heading('From the closing statements')
  for (const [label, amount] of answer.statements) writer.row('', label, dollars(amount))
  writer.heading('Form 8824, Part III')
  for (const { line, label, formula, amount, citation, main } of answer.lines)
    writer.row(String(line), label, dollars(amount), [`${formula}  (${citation})`], { main })
  const notes = [...answer.flags, ...answer.missing.map(({ field, text }) => `${inWords(field)}: ${text}`)]
  if (notes.length > 0) writer.heading('Ask your CPA or attorney')
  for (const note of notes) writer.text(note, 10)
  writer.heading('Why')
  for (const { text, citation } of answer.reasons) writer.text(`${text}  (${citation})`, 9)
  writer.text(link, 7, 'pale')
  writer.number()
  return writer.pdf.save()
}

async function fontAt(url: string): Promise<Uint8Array> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`The font did not load (${answer.status}).`)
  return new Uint8Array(await answer.arrayBuffer())
}
