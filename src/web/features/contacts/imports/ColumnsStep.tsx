import { Alert, Button, Group, MultiSelect, Select, SimpleGrid, TagsInput, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { imports } from '#domains/contacts/imports/contract.ts'
import { type ContactImport, ImportSettings } from '#domains/contacts/imports/schema.ts'
import { IMPORT_FIELDS, type ImportFieldId } from '#domains/contacts/rules/import-fields.ts'
import { ContactType } from '#domains/contacts/schema.ts'
import { teams } from '#domains/identity/teams/contract.ts'
import { everyOf } from '#web/calls.ts'
import { CONTACT_VISIBILITIES, TYPES } from '#web/features/contacts/words.ts'
import { formatCount } from '#web/kit/figures.ts'
import { MatchColumns } from '#web/kit/import/MatchColumns.tsx'
import type { ImportField, Matches } from '#web/kit/import/match.ts'
import { notifyRefusal } from '#web/kit/notify.tsx'
import { choicesOf } from '#web/kit/use-zod-form.ts'
import { useChange } from '#web/use-call.ts'
import styles from './Imports.module.css'

const FIELDS: ImportField<ImportFieldId>[] = [...IMPORT_FIELDS]

type Props = { found: ContactImport; back: () => void; onChecking: () => void }

/** Which column holds what, and what happens with duplicates and errors. */
export function ColumnsStep({ found, back, onChecking }: Props) {
  const { id, headers, samples, mapping, row_count, failure } = found
  const check = useChange(imports.check)
  const [matches, setMatches] = useState<Matches<ImportFieldId>>(() => matchesOf(mapping))
  const [settings, setSettings] = useState<ImportSettings>(() => ImportSettings.parse(found.settings))
  const left = headers.filter((_, at) => !Object.values(matches).includes(at))
  const begin = () =>
    check.make({ id }, { mapping: mappingOf(matches), settings }).then(onChecking, notifyRefusal)
  return (
    <>
      {failure && <Alert color="red">{failure}</Alert>}
      <div className={styles.columns}>
        <MatchColumns
          sheet={{ headers, rows: samples }}
          matches={matches}
          fields={FIELDS}
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
      <SettingsFields
        settings={settings}
        change={(some) => setSettings((before) => ({ ...before, ...some }))}
      />
      <Group justify="space-between">
        <Button variant="default" onClick={back}>
          Choose another file
        </Button>
        <Button loading={check.busy} onClick={begin}>
          Check {formatCount(row_count, 'row')}
        </Button>
      </Group>
    </>
  )
}

function matchesOf(mapping: ContactImport['mapping']): Matches<ImportFieldId> {
  return Object.fromEntries(
    IMPORT_FIELDS.map(({ id }) => [id, mapping[id] ?? null]),
  ) as Matches<ImportFieldId>
}

function mappingOf(matches: Matches<ImportFieldId>): ContactImport['mapping'] {
  return Object.fromEntries(
    Object.entries(matches).filter(([, at]) => at !== null),
  ) as ContactImport['mapping']
}

const DUPLICATES = {
  skip: 'Skip them',
  fill: 'Fill in what the contact lacks',
  add: 'Add them anyway',
}
const ERRORS = { skip: 'Leave those rows out', stop: 'Import nothing' }

type SettingsProps = { settings: ImportSettings; change: (some: Partial<ImportSettings>) => void }

function SettingsFields({ settings, change }: SettingsProps) {
  const { data: groups = [] } = useQuery(everyOf(teams.all, {}))
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <Select
        label="Contacts that are there already"
        allowDeselect={false}
        data={optionsOf(DUPLICATES)}
        value={settings.on_duplicate}
        onChange={(on_duplicate) => on_duplicate && change({ on_duplicate })}
      />
      <Select
        label="Rows with errors"
        allowDeselect={false}
        data={optionsOf(ERRORS)}
        value={settings.on_error}
        onChange={(on_error) => on_error && change({ on_error })}
      />
      <MultiSelect
        label="Type for all (optional)"
        data={choicesOf(ContactType, TYPES)}
        value={settings.contact_type}
        maxValues={5}
        onChange={(contact_type) => change({ contact_type: contact_type as ContactType[] })}
      />
      <TagsInput
        label="Tags for all (optional)"
        placeholder={settings.tags.length === 0 ? 'Type a tag, then Enter' : ''}
        value={settings.tags}
        maxTags={10}
        onChange={(tags) => change({ tags })}
      />
      <Select
        label="Visible to"
        allowDeselect={false}
        data={optionsOf(CONTACT_VISIBILITIES)}
        value={settings.visibility}
        onChange={(visibility) => visibility && change({ visibility })}
      />
      {settings.visibility === 'team' && (
        <Select
          label="Team"
          required
          placeholder="Choose a team"
          data={groups.map(({ id, name }) => ({ value: id, label: name }))}
          value={settings.team_id}
          error={settings.team_id ? null : 'Choose the team that can see them.'}
          onChange={(team_id) => change({ team_id })}
        />
      )}
    </SimpleGrid>
  )
}

function optionsOf<Name extends string>(words: Record<Name, string>): { value: Name; label: string }[] {
  return (Object.entries(words) as [Name, string][]).map(([value, label]) => ({ value, label }))
}
