import { Alert, Button, Group, Modal, Stack, Stepper, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { formatCount } from '#web/kit/figures.ts'
import { CheckRows } from './CheckRows.tsx'
import { ChooseFile } from './ChooseFile.tsx'
import { MatchColumns } from './MatchColumns.tsx'
import { type At, type Flow, type ImportProps, useImport } from './use-import.ts'

/** Choose a file, match its columns, check what would happen, import; and undo it. */
export function ImportWizard<Id extends string>(props: ImportProps<Id>) {
  const { opened, onClose, title } = props
  const flow = useImport(props)
  const close = () => {
    flow.goTo({ step: 0 })
    onClose()
  }
  return (
    <Modal opened={opened} onClose={close} title={title} size={760}>
      <Stack gap="md">
        <Stepper active={flow.state.step} size="xs" iconSize={24} allowNextStepsSelect={false}>
          {['File', 'Columns', 'Check', 'Done'].map((label) => (
            <Stepper.Step key={label} label={label} />
          ))}
        </Stepper>
        <Step {...props} flow={flow} close={close} />
      </Stack>
    </Modal>
  )
}

type StepProps<Id extends string> = ImportProps<Id> & { flow: Flow<Id>; close: () => void }

function Step<Id extends string>({ flow, close, ...props }: StepProps<Id>) {
  const { state, busy, choose, takeBack } = flow
  const { one, example, undoNote } = props
  if (state.step === 0) return <ChooseFile example={example} busy={busy} onChosen={choose} />
  if (state.step === 1) return <Matching {...props} flow={flow} at={state} />
  if (state.step === 2) return <Checked {...props} flow={flow} at={state} />
  return (
    <Done
      said={`${formatCount(state.outcome.created, one)} imported.`}
      note={undoNote}
      busy={busy}
      undo={() => takeBack(state.outcome, close)}
      onClose={close}
    />
  )
}

type MatchingProps<Id extends string> = ImportProps<Id> & { flow: Flow<Id>; at: At<Id, 1> }

function Matching<Id extends string>({ flow, at, fields, children }: MatchingProps<Id>) {
  const missing = fields.some(({ id, required }) => required && at.matches[id] === null)
  return (
    <MatchColumns {...at} fields={fields} change={flow.rematch}>
      {children}
      <Foot back={() => flow.goTo({ step: 0 })}>
        <Button loading={flow.busy} disabled={missing} onClick={() => flow.check(at)}>
          Check {formatCount(at.sheet.rows.length, 'row')}
        </Button>
      </Foot>
    </MatchColumns>
  )
}

type CheckedProps<Id extends string> = ImportProps<Id> & { flow: Flow<Id>; at: At<Id, 2> }

function Checked<Id extends string>({ flow, at, headers, one }: CheckedProps<Id>) {
  const { sheet, matches, outcome } = at
  return (
    <>
      <CheckRows headers={headers} rows={outcome.rows} one={one} />
      <Foot back={() => flow.goTo({ step: 1, sheet, matches })}>
        {outcome.rows.some(({ errors }) => errors.length > 0) ? (
          <Button onClick={() => flow.goTo({ step: 0 })}>Choose corrected file</Button>
        ) : (
          <Button loading={flow.busy} onClick={() => flow.execute(at)}>
            Import {formatCount(outcome.rows.length, one)}
          </Button>
        )}
      </Foot>
    </>
  )
}

function Foot({ back, children }: { back: () => void; children: ReactNode }) {
  return (
    <Group justify="space-between">
      <Button variant="default" onClick={back}>
        Back
      </Button>
      {children}
    </Group>
  )
}

type DoneProps = { said: string; note: string; busy: boolean; undo: () => void; onClose: () => void }

function Done({ said, note, busy, undo, onClose }: DoneProps) {
  return (
    <>
      <Alert color="evergreen" title={said}>
        <Text size="sm">{note}</Text>
      </Alert>
      <Group justify="space-between">
        <Button variant="default" loading={busy} onClick={undo}>
          Undo import
        </Button>
        <Button onClick={onClose}>Done</Button>
      </Group>
    </>
  )
}
