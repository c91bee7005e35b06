import { format, isDateFormat } from 'numfmt'
import { linked, type Parts } from './office-parts.ts'
import { child, descendants, elements } from './xml.ts'

/** What a cell with this style shows for a number. */
export type ShowCell = (value: number, style: number) => string

/** The formats that a file need not define, as US Excel shows them. */
const BUILT_IN: Record<number, string> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  5: '$#,##0;($#,##0)',
  6: '$#,##0;($#,##0)',
  7: '$#,##0.00;($#,##0.00)',
  8: '$#,##0.00;($#,##0.00)',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'm/d/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'm/d/yyyy h:mm',
  37: '#,##0;(#,##0)',
  38: '#,##0;(#,##0)',
  39: '#,##0.00;(#,##0.00)',
  40: '#,##0.00;(#,##0.00)',
  41: '#,##0;(#,##0);-',
  42: '$#,##0;($#,##0);-',
  43: '#,##0.00;(#,##0.00);-',
  44: '$#,##0.00;($#,##0.00);-',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
}
/** Days between the epochs of Windows and of the old Macintosh. */
const MACINTOSH = 1_462

export function readFormats(parts: Parts, main: string): ShowCell {
  const xml = linked(parts, main, 'styles').flatMap((name) => parts.xml(name))
  const custom = new Map(
    [...descendants(xml, 'numFmt')].map(({ attribs }) => [
      Number(attribs.numFmtId),
      attribs.formatCode ?? '',
    ]),
  )
  const [cells] = descendants(xml, 'cellXfs')
  const styles = elements(cells?.children ?? []).map(({ attribs }) => {
    const id = Number(attribs.numFmtId ?? 0)
    return custom.get(id) ?? BUILT_IN[id] ?? 'General'
  })
  const [workbook] = descendants(parts.xml(main), 'workbook')
  const from1904 = /^(?:1|true)$/.test(child(workbook, 'workbookPr')?.attribs.date1904 ?? '')
  return (value, style) => show(value, styles[style] ?? 'General', from1904)
}

function show(value: number, pattern: string, from1904: boolean): string {
  if (!Number.isFinite(value)) return ''
  // A number without a format is shown in full: scientific notation would destroy an account number.
  if (pattern === 'General' || pattern === '')
    return String(Number.isInteger(value) ? value : Number(value.toPrecision(15)))
  try {
    return format(pattern, from1904 && isDateFormat(pattern) ? value + MACINTOSH : value)
  } catch {
    return String(value) // the format is invalid
  }
}
