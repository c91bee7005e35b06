import { MultiSelect, Select, SimpleGrid, TagsInput } from '@mantine/core'
import { useState } from 'react'
import { imports } from '#domains/contacts/imports/contract.ts'
import { type ContactImport, ImportSettings } from '#domains/contacts/imports/schema.ts'
import { IMPORT_FIELDS } from '#domains/contacts/rules/import-fields.ts'
import { ContactType } from '#domains/contacts/schema.ts'
import { CONTACT_VISIBILITIES, TYPES } from '#web/features/contacts/words.ts'
import { ColumnsForm, ON_ERROR } from '#web/imports/ColumnsForm.tsx'
import type { ColumnsProps } from '#web/imports/kind.ts'
import { VisibleTo } from '#web/imports/VisibleTo.tsx'
import { notifyRefusal } from '#web/kit/notify.tsx'
import { RowsSkeleton } from '#web/kit/states.tsx'
import { choicesOf } from '#web/kit/use-zod-form.ts'
import { useCall, useChange } from '#web/use-call.ts'

/** Which column holds what, and what happens with duplicates and errors. */
export function ColumnsStep({ id, ...steps }: ColumnsProps) {
  const { data: found } = useCall(imports.one, { id })
  return found ? <Columns found={found} {...steps} /> : <RowsSkeleton rows={6} />
}

type Props = Omit<ColumnsProps, 'id'> & { found: ContactImport }

function Columns({ found, back, onChecking }: Props) {
  const check = useChange(imports.check)
  const [settings, setSettings] = useState<ImportSettings>(() => ImportSettings.parse(found.settings))
  return (
    <ColumnsForm
      found={found}
      fields={IMPORT_FIELDS}
      busy={check.busy}
      back={back}
      check={(mapping) => check.make({ id: found.id }, { mapping, settings }).then(onChecking, notifyRefusal)}
    >
      <SettingsFields
        settings={settings}
        change={(some) => setSettings((before) => ({ ...before, ...some }))}
      />
    </ColumnsForm>
  )
}

const DUPLICATES = {
  skip: 'Skip them',
  fill: 'Fill in what the contact lacks',
  add: 'Add them anyway',
}

type SettingsProps = { settings: ImportSettings; change: (some: Partial<ImportSettings>) => void }

function SettingsFields({ settings, change }: SettingsProps) {
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
        data={ON_ERROR}
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
      <VisibleTo settings={settings} choices={optionsOf(CONTACT_VISIBILITIES)} change={change} />
    </SimpleGrid>
  )
}

function optionsOf<Name extends string>(words: Record<Name, string>): { value: Name; label: string }[] {
  return (Object.entries(words) as [Name, string][]).map(([value, label]) => ({ value, label }))
}
