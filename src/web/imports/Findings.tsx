import { Anchor, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { formatCount } from '#web/kit/figures.ts'
import styles from './Imports.module.css'
import type { Found, ImportKind } from './kind.ts'

/** Lines are counted as a spreadsheet does, whose first names the columns; cards are counted from 1. */
const lineOf = ({ format }: Pick<Found, 'format'>, row: number) =>
  format === 'vcard' ? `Card ${row}` : `Line ${row + 1}`

/** The rows that have errors, and those of records that are there already. */
export function Findings({ kind, found }: { kind: ImportKind; found: Found }) {
  const { errors, duplicates, error_count, skipped_count, filled_count } = found
  const met = skipped_count + filled_count
  return (
    <>
      {errors.length > 0 && (
        <section aria-label="Errors">
          <Text size="sm" fw={600} mb={4}>
            {formatCount(error_count, 'row')} with errors
          </Text>
          <div className={styles.findings}>
            <Table>
              <Table.Tbody>
                {errors.map(({ row, column, reason }) => (
                  <Table.Tr key={`${row} ${column}`}>
                    <Table.Td className={styles.line}>{lineOf(found, row)}</Table.Td>
                    <Table.Td>
                      {column && (
                        <Text span inherit c="dimmed">
                          {column}:{' '}
                        </Text>
                      )}
                      {reason}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
          {error_count > errors.length && <More shown={errors.length} />}
        </section>
      )}
      {duplicates.length > 0 && (
        <section aria-label="Duplicates">
          <Text size="sm" fw={600} mb={4}>
            {formatCount(met, 'duplicate')}
          </Text>
          <div className={styles.findings}>
            <Table>
              <Table.Tbody>
                {duplicates
                  .map((duplicate) => ({ ...duplicate, page: kind.recordOf(duplicate) }))
                  .map(({ row, name, reason, page }) => (
                    <Table.Tr key={row}>
                      <Table.Td className={styles.line}>{lineOf(found, row)}</Table.Td>
                      <Table.Td>
                        {page ? (
                          <Anchor inherit component={Link} to={page} target="_blank">
                            {name}
                          </Anchor>
                        ) : (
                          `${name}, earlier in this file`
                        )}
                        <Text span inherit c="dimmed">
                          {' · '}
                          {reason}
                        </Text>
                      </Table.Td>
                    </Table.Tr>
                  ))}
              </Table.Tbody>
            </Table>
          </div>
          {met > duplicates.length && <More shown={duplicates.length} />}
        </section>
      )}
    </>
  )
}

function More({ shown }: { shown: number }) {
  return (
    <Text size="xs" c="dimmed" mt={4}>
      The first {shown} are listed.
    </Text>
  )
}
