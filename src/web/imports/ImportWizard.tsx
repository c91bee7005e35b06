import { Modal, Stack, Stepper } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { outdate } from '#web/calls.ts'
import { ChooseFile } from '#web/kit/import/ChooseFile.tsx'
import { notifyRefusal } from '#web/kit/notify.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { CheckStep } from './CheckStep.tsx'
import { DoneStep } from './DoneStep.tsx'
import type { Found, ImportKind } from './kind.ts'
import { useImportOf } from './use-import-of.ts'

type Props = {
  kind: ImportKind
  /** Null: no file has been chosen. */
  id: string | null
  show: (id: string) => void
  onClose: () => void
}

/** Choose a file, match its columns, check what would happen, import; all but the first go on without this dialog. */
export function ImportWizard({ kind, id, show, onClose }: Props) {
  return (
    <Modal opened onClose={onClose} title={`Import ${kind.many}`} size={760}>
      {id ? (
        <Steps key={id} kind={kind} id={id} show={show} onClose={onClose} />
      ) : (
        <FileStep kind={kind} show={show} />
      )}
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

function FileStep({ kind, show }: Pick<Props, 'kind' | 'show'>) {
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const choose = (file: File) => {
    setBusy(true)
    return kind
      .upload(file)
      .then(async ({ id }) => {
        await outdate(queries, kind.about.slice(0, 1))
        show(id)
      })
      .catch(notifyRefusal)
      .finally(() => setBusy(false))
  }
  return (
    <At step={0}>
      <ChooseFile
        example={kind.example}
        busy={busy}
        accept={kind.accept}
        label={kind.chooses}
        onChosen={choose}
      />
    </At>
  )
}

type StepsProps = { kind: ImportKind; id: string; show: (id: string) => void; onClose: () => void }

function Steps({ kind, id, show, onClose }: StepsProps) {
  const { data: one, error } = useImportOf(kind, id)
  const [again, setAgain] = useState(false)
  if (error) return <Refused error={error} />
  if (!one) return <RowsSkeleton rows={6} />
  const step = stepOf(one, again)
  return (
    <At step={step}>
      {step === 1 && <kind.Columns id={id} back={() => show('file')} onChecking={() => setAgain(false)} />}
      {step === 2 && <CheckStep kind={kind} found={one} back={() => setAgain(true)} />}
      {step === 3 && <DoneStep kind={kind} found={one} onClose={onClose} />}
    </At>
  )
}

function stepOf({ state, done_count }: Found, again: boolean): number {
  if (state === 'checking' || (state === 'checked' && !again)) return 2
  if (state === 'uploaded' || state === 'checked' || (state === 'failed' && done_count === 0)) return 1
  return 3
}
