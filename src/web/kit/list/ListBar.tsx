import type { ReactNode } from 'react'
import { Chips } from '#web/kit/filters/Chips.tsx'
import type { Filter } from '#web/kit/filters/filter.ts'
import { ListSearch } from '#web/kit/filters/ListSearch.tsx'
import { ColumnsMenu } from '#web/kit/table/ColumnsMenu.tsx'
import styles from './ListBar.module.css'
import type { List } from './list.ts'

type Props<Row> = {
  /** A page without a table has no columns. */
  list: Pick<List<Row>, 'search' | 'setSearch'> & Partial<Pick<List<Row>, 'columns'>>
  /** Of a list that is searched by words: what its field says, "Search requests". */
  find?: string
  filters?: Filter[]
  /** What stands beside the menu of columns. */
  children?: ReactNode
}

/** Above a list: its words and filters, and to the right how it is shown. */
export function ListBar<Row>({ list: { search, setSearch, columns }, find, filters, children }: Props<Row>) {
  /** What is found by words comes in an order of its own, the best first. */
  const lookFor = (q: string | undefined) => setSearch({ ...search, q, sort: undefined, group: undefined })
  return (
    <div className={styles.bar}>
      {find && (
        <div className={styles.search}>
          <ListSearch label={find} q={search.q} setQ={lookFor} />
        </div>
      )}
      <div className={styles.chips}>
        {filters && <Chips filters={filters} search={search} setSearch={setSearch} />}
      </div>
      <div className={styles.tools}>
        {children}
        {columns && <ColumnsMenu columns={columns} />}
      </div>
    </div>
  )
}
