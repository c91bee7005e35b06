import { Alert, Switch, Table } from '@mantine/core'
import { useState } from 'react'
import { formatCount } from '#web/kit/figures.ts'
import styles from './Import.module.css'

export type CheckedRow = { row: number; cells: string[]; errors: { field: string; reason: string }[] }
/** Lines are counted as the spreadsheet does, whose first names the columns. */
const HEADER = 1

type Props = { headers: string[]; rows: CheckedRow[]; one: string }

/** What the rows would make, and what is wrong with which; nothing is made before all are right. */
export function CheckRows({ headers, rows, one }: Props) {
  const wrong = rows.filter(({ errors }) => errors.length > 0)
  const [only, setOnly] = useState(wrong.length > 0)
  return (
    <>
      {wrong.length > 0 ? (
        <Alert color="red" role="alert" title={`${formatCount(wrong.length, 'row')} to correct`}>
          Correct them in your file and choose it again. Nothing has been imported.
        </Alert>
      ) : (
        <Alert color="evergreen" title="Ready to import">
          {formatCount(rows.length, one)}, no errors.
        </Alert>
      )}
      {wrong.length > 0 && wrong.length < rows.length && (
        <Switch
          size="xs"
          label="Only rows to correct"
          checked={only}
          onChange={({ currentTarget }) => setOnly(currentTarget.checked)}
        />
      )}
      <div className={styles.rows}>
        <Table stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Line</Table.Th>
              {headers.map((header) => (
                <Table.Th key={header}>{header}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {(only ? wrong : rows).map(({ row, cells, errors }) => (
              <Table.Tr key={row}>
                <Table.Td>{row + HEADER}</Table.Td>
                {cells.map((cell, at) => (
                  <Table.Td key={headers[at]}>
                    {cell}
                    {at === 0 &&
                      errors.map(({ field, reason }) => (
                        <div key={field} className={styles.error}>
                          {reason}
                        </div>
                      ))}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </>
  )
}
