import { Select, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './Import.module.css'
import type { ImportField, Matches } from './match.ts'
import type { Sheet } from './read-sheet.ts'

type Props<Id extends string> = {
  sheet: Sheet
  matches: Matches<Id>
  fields: ImportField<Id>[]
  change: (matches: Matches<Id>) => void
  children: ReactNode
}

/** Which column of the file holds what, with what stands in it. */
export function MatchColumns<Id extends string>({ sheet, matches, fields, change, children }: Props<Id>) {
  const columns = sheet.headers.map((header, at) => ({ value: String(at), label: header }))
  return (
    <Stack gap="md">
      <div className={styles.fields}>
        {fields.map(({ id, label, hint, required }) => {
          const at = matches[id]
          const sample = at === null ? undefined : sheet.rows.find((row) => row[at])?.[at]
          return (
            <div key={id} className={styles.field}>
              <div>
                <Text size="sm" fw={500}>
                  {label}
                  {required && (
                    <Text span inherit c="dimmed" fw={400}>
                      {' '}
                      (required)
                    </Text>
                  )}
                </Text>
                {hint && (
                  <Text size="xs" c="dimmed">
                    {hint}
                  </Text>
                )}
              </div>
              <div>
                <Select
                  size="xs"
                  aria-label={`Column of ${label}`}
                  placeholder={required ? 'Choose a column' : 'Not in this file'}
                  clearable={!required}
                  data={columns}
                  value={at === null ? null : String(at)}
                  onChange={(next) => change({ ...matches, [id]: next === null ? null : Number(next) })}
                />
                {sample && (
                  <Text size="xs" c="dimmed" truncate>
                    {sample}
                  </Text>
                )}
              </div>
            </div>
          )
        })}
      </div>
      {children}
    </Stack>
  )
}
