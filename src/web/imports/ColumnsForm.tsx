import { Alert, Button, Group, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { ImportedFile } from '#domains/identity/imports/schema.ts'
import { formatCount } from '#web/kit/figures.ts'
import { MatchColumns } from '#web/kit/import/MatchColumns.tsx'
import type { ImportField, Matches } from '#web/kit/import/match.ts'
import styles from './Imports.module.css'

type Mapping<Id extends string> = Partial<Record<Id, number>>
type Props<Id extends string> = {
  found: ImportedFile & { mapping: Mapping<Id> }
  fields: readonly ImportField<Id>[]
  busy: boolean
  back: () => void
  check: (mapping: Mapping<Id>) => void
  /** What happens with duplicates and errors, and what else the kind of import lets people choose. */
  children: ReactNode
}

/** Which column of the file holds what. */
export function ColumnsForm<Id extends string>({ found, fields, busy, back, check, children }: Props<Id>) {
  const { headers, samples, mapping, row_count, failure } = found
  const [matches, setMatches] = useState<Matches<Id>>(() => matchesOf(fields, mapping))
  const left = headers.filter((_, at) => !Object.values(matches).includes(at))
  return (
    <>
      {failure && <Alert color="red">{failure}</Alert>}
      <div className={styles.columns}>
        <MatchColumns
          sheet={{ headers, rows: samples }}
          matches={matches}
          fields={[...fields]}
          change={setMatches}
        >
          {left.length > 0 && (
            <Text size="xs" c="dimmed">
              Not imported: {left.slice(0, 12).join(', ')}
              {left.length > 12 && ` and ${left.length - 12} more`}
            </Text>
          )}
        </MatchColumns>
      </div>
      {children}
      <Group justify="space-between">
        <Button variant="default" onClick={back}>
          Choose another file
        </Button>
        <Button loading={busy} onClick={() => check(mappingOf(matches))}>
          Check {formatCount(row_count, 'row')}
        </Button>
      </Group>
    </>
  )
}

function matchesOf<Id extends string>(fields: readonly ImportField<Id>[], mapping: Mapping<Id>): Matches<Id> {
  return Object.fromEntries(fields.map(({ id }) => [id, mapping[id] ?? null])) as Matches<Id>
}

function mappingOf<Id extends string>(matches: Matches<Id>): Mapping<Id> {
  return Object.fromEntries(Object.entries(matches).filter(([, at]) => at !== null)) as Mapping<Id>
}

export const ON_ERROR = [
  { value: 'skip', label: 'Leave those rows out' },
  { value: 'stop', label: 'Import nothing' },
] as const
