import { Modal, Stack, Stepper } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { imports } from '#domains/contacts/imports/contract.ts'
import type { ContactImport } from '#domains/contacts/imports/schema.ts'
import { outdate } from '#web/calls.ts'
import { ChooseFile } from '#web/kit/import/ChooseFile.tsx'
import { notifyRefusal } from '#web/kit/notify.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { CheckStep } from './CheckStep.tsx'
import { ColumnsStep } from './ColumnsStep.tsx'
import { DoneStep } from './DoneStep.tsx'
import { uploadContacts } from './upload-contacts.ts'
import { useImportOf } from './use-import-of.ts'

type Props = {
  /** Null: no file has been chosen. */
  id: string | null
  show: (id: string) => void
  onClose: () => void
}

/** Choose a file, match its columns, check what would happen, import; all but the first go on without this dialog. */
export function ImportContacts({ id, show, onClose }: Props) {
  return (
    <Modal opened onClose={onClose} title="Import contacts" size={760}>
      {id ? <Steps key={id} id={id} show={show} onClose={onClose} /> : <FileStep show={show} />}
    </Modal>
  )
}

const STEPS = ['File', 'Columns', 'Check', 'Done']

function At({ step, children }: { step: number; children: React.ReactNode }) {
  return (
    <Stack gap="md">
      <Stepper active={step} size="xs" iconSize={24} allowNextStepsSelect={false}>
        {STEPS.map((label) => (
          <Stepper.Step key={label} label={label} />
        ))}
      </Stepper>
      {children}
    </Stack>
  )
}

const EXAMPLE = {
  name: 'contacts.csv',
  text: [
    'First name,Last name,Company,Email,Mobile phone,Street,City,State,ZIP code,Type,Tags',
    'Bea,Buyer,,bea@example.com,(415) 555-0132,1204 Alder Court,Oakland,CA,94611,Client,"buyer, investor"',
    'Lou,Lender,Bay Lending,lou@example.com,(415) 555-0188,,San Francisco,CA,94110,Lender,',
  ].join('\r\n'),
}

function FileStep({ show }: { show: (id: string) => void }) {
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const choose = (file: File) => {
    setBusy(true)
    return uploadContacts(file)
      .then(async ({ id }) => {
        await outdate(queries, imports.upload.about.slice(0, 1))
        show(id)
      })
      .catch(notifyRefusal)
      .finally(() => setBusy(false))
  }
  return (
    <At step={0}>
      <ChooseFile
        example={EXAMPLE}
        busy={busy}
        accept=".csv,.tsv,.txt,.xlsx,.vcf"
        label="Choose a CSV, XLSX or vCard file"
        onChosen={choose}
      />
    </At>
  )
}

type StepsProps = { id: string; show: (id: string) => void; onClose: () => void }

function Steps({ id, show, onClose }: StepsProps) {
  const { data: one, error } = useImportOf(id)
  const [again, setAgain] = useState(false)
  if (error) return <Refused error={error} />
  if (!one) return <RowsSkeleton rows={6} />
  const step = stepOf(one, again)
  return (
    <At step={step}>
      {step === 1 && <ColumnsStep found={one} back={() => show('file')} onChecking={() => setAgain(false)} />}
      {step === 2 && <CheckStep found={one} back={() => setAgain(true)} />}
      {step === 3 && <DoneStep found={one} onClose={onClose} />}
    </At>
  )
}

function stepOf({ state, done_count }: ContactImport, again: boolean): number {
  if (state === 'checking' || (state === 'checked' && !again)) return 2
  if (state === 'uploaded' || state === 'checked' || (state === 'failed' && done_count === 0)) return 1
  return 3
}
