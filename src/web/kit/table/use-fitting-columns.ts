import { useElementSize, useMediaQuery } from '@mantine/hooks'
import { fitting } from './column.ts'
import type { Columns } from './use-columns.ts'

/** With less room a table has one column and a second line, on a phone and beside a panel. */
const NARROW = '(max-width: 759px)'
const NARROW_WIDTH = 520

/** The columns for which the table, measured by `ref`, has room. */
export function useFittingColumns<Row>({ shown, widths }: Columns<Row>, selectable: boolean) {
  const { ref, width } = useElementSize()
  const phone = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false }) ?? false
  const narrow = phone || (width > 0 && width < NARROW_WIDTH)
  const columns = narrow
    ? shown.filter(({ main, always }) => main || always)
    : fitting(shown, widths, width || window.innerWidth, selectable)
  return { ref, narrow, columns }
}
