import { PDFDocument, PDFRadioGroup } from 'pdf-lib'
import type { PageViewport, PDFPageProxy } from 'pdfjs-dist'
import { cleanText } from './clean-text.ts'
import type { Word } from './schema.ts'
import { pieces } from './text-runs.ts'

type Annotation = {
  subtype?: string
  fieldType?: string
  fieldName?: string
  fieldValue?: unknown
  exportValue?: string
  buttonValue?: string
  checkBox?: boolean
  radioButton?: boolean
  password?: boolean
  hidden?: boolean
  options?: { exportValue: string; displayValue: string }[]
  contentsObj?: { str?: string }
  textContent?: string[]
  rect?: number[]
}

/** What was filled in, checked, selected, or typed over the page: the text layer has none of it. */
export async function readFields(
  page: PDFPageProxy,
  viewport: PageViewport,
  radios: Map<string, string[]>,
): Promise<Word[][]> {
  const annotations = (await page.getAnnotations({ intent: 'display' })) as Annotation[]
  return annotations.flatMap((annotation) => {
    const text = cleanText(filledIn(annotation, radios)).replace(/\s+/g, ' ').trim()
    return text === '' || annotation.hidden || !annotation.rect
      ? []
      : [place(text, annotation.rect, viewport)]
  })
}

function filledIn(annotation: Annotation, radios: Map<string, string[]>): string {
  const { subtype, fieldType, fieldValue, contentsObj, textContent } = annotation
  if (subtype === 'FreeText') return contentsObj?.str || (textContent ?? []).join(' ')
  if (subtype === 'Text' || subtype === 'Stamp') return contentsObj?.str ? `Note: ${contentsObj.str}` : ''
  if (subtype !== 'Widget' || annotation.password) return ''
  if (fieldType === 'Tx') return typeof fieldValue === 'string' ? fieldValue : ''
  if (fieldType === 'Ch')
    return [fieldValue]
      .flat()
      .map((value) => shown(value, annotation))
      .join(', ')
  if (annotation.checkBox) return isSet(fieldValue, annotation.exportValue) ? '☒' : '☐'
  if (annotation.radioButton) return radio(annotation, radios)
  return ''
}

function isSet(value: unknown, own: string | undefined): boolean {
  return typeof value === 'string' && value !== 'Off' && value === own
}

function shown(value: unknown, { options }: Annotation): string {
  if (typeof value !== 'string') return ''
  return options?.find((option) => option.exportValue === value)?.displayValue ?? value
}

/** A radio button's name is often only in the form, not on the page. */
function radio(
  { fieldName = '', fieldValue, buttonValue = '' }: Annotation,
  radios: Map<string, string[]>,
): string {
  if (!isSet(fieldValue, buttonValue)) return '☐'
  const name = radios.get(fieldName)?.[Number(buttonValue)] ?? buttonValue
  // A number is only the form's own count of its buttons.
  return /^\d*$/.test(name) ? '☒' : `☒ ${name}`
}

function place(text: string, rect: number[], viewport: PageViewport): Word[] {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = viewport.convertToViewportRectangle(rect) as number[]
  const size = Math.min(Math.abs(y1 - y0), 12)
  const room = Math.min(Math.abs(x1 - x0), text.length * size * 0.5)
  const y = Math.abs(y1 - y0) < 24 ? Math.max(y0, y1) - size * 0.25 : Math.min(y0, y1) + size
  const run = {
    text,
    x: Math.min(x0, x1),
    y,
    across: [room, 0] as [number, number],
    up: [0, -size] as [number, number],
    size,
  }
  return pieces(run).filter((piece) => piece.text.trim() !== '')
}

/** The button names of each group, which PDF.js leaves out. None if pdf-lib can't open the file. */
export async function readRadioNames(bytes: Uint8Array): Promise<Map<string, string[]>> {
  const pdf = await PDFDocument.load(bytes, { ignoreEncryption: true, updateMetadata: false }).catch(
    () => undefined,
  )
  if (!pdf || pdf.isEncrypted) return new Map()
  const groups = pdf
    .getForm()
    .getFields()
    .filter((field) => field instanceof PDFRadioGroup)
  return new Map(groups.map((group) => [group.getName(), group.getOptions()]))
}
