import { Select, SimpleGrid } from '@mantine/core'
import { useState } from 'react'
import { dealImports } from '#domains/transactions/imports/contract.ts'
import { type DealImport, DealImportSettings } from '#domains/transactions/imports/schema.ts'
import { DEAL_FIELDS } from '#domains/transactions/rules/import-fields.ts'
import { Visibility } from '#domains/transactions/schema.ts'
import { DEAL_VISIBILITIES } from '#web/features/transactions/words.ts'
import { ColumnsForm, ON_ERROR } from '#web/imports/ColumnsForm.tsx'
import type { ColumnsProps } from '#web/imports/kind.ts'
import { VisibleTo } from '#web/imports/VisibleTo.tsx'
import { notifyRefusal } from '#web/kit/notify.tsx'
import { RowsSkeleton } from '#web/kit/states.tsx'
import { choicesOf } from '#web/kit/use-zod-form.ts'
import { useCall, useChange } from '#web/use-call.ts'

/** Which column holds what, and what happens with duplicates, unknown agents and errors. */
export function DealColumns({ id, ...steps }: ColumnsProps) {
  const { data: found } = useCall(dealImports.one, { import_id: id })
  return found ? <Columns found={found} {...steps} /> : <RowsSkeleton rows={6} />
}

type Props = Omit<ColumnsProps, 'id'> & { found: DealImport }

function Columns({ found, back, onChecking }: Props) {
  const check = useChange(dealImports.check)
  const [settings, setSettings] = useState<DealImportSettings>(() => DealImportSettings.parse(found.settings))
  return (
    <ColumnsForm
      found={found}
      fields={DEAL_FIELDS}
      busy={check.busy}
      back={back}
      check={(mapping) =>
        check.make({ import_id: found.id }, { mapping, settings }).then(onChecking, notifyRefusal)
      }
    >
      <SettingsFields
        settings={settings}
        change={(some) => setSettings((before) => ({ ...before, ...some }))}
      />
    </ColumnsForm>
  )
}

const DUPLICATES = [
  { value: 'skip', label: 'Skip them' },
  { value: 'add', label: 'Add them anyway' },
] as const
const AGENTS = [
  { value: 'error', label: 'Treat the row as an error' },
  { value: 'leave_out', label: 'Leave the agent out' },
] as const
const VISIBILITIES = choicesOf(Visibility, DEAL_VISIBILITIES)

type SettingsProps = { settings: DealImportSettings; change: (some: Partial<DealImportSettings>) => void }

function SettingsFields({ settings, change }: SettingsProps) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <Select
        label="Deals that are there already"
        allowDeselect={false}
        data={DUPLICATES}
        value={settings.on_duplicate}
        onChange={(on_duplicate) => on_duplicate && change({ on_duplicate })}
      />
      <Select
        label="Agents who aren’t members"
        allowDeselect={false}
        data={AGENTS}
        value={settings.on_unknown_agent}
        onChange={(on_unknown_agent) => on_unknown_agent && change({ on_unknown_agent })}
      />
      <Select
        label="Rows with errors"
        allowDeselect={false}
        data={ON_ERROR}
        value={settings.on_error}
        onChange={(on_error) => on_error && change({ on_error })}
      />
      <VisibleTo settings={settings} choices={VISIBILITIES} change={change} />
    </SimpleGrid>
  )
}
