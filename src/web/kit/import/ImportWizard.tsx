import { Alert, Button, Group, Modal, Stack, Stepper, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { formatCount } from '#web/kit/figures.ts'
import { CheckRows } from './CheckRows.tsx'
import { ChooseFile } from './ChooseFile.tsx'
import { MatchColumns } from './MatchColumns.tsx'
import { type ImportProps, useImport } from './use-import.ts'

/** Choose a file, match its columns, check what would happen, import; and undo it. */
export function ImportWizard<Id extends string>(props: ImportProps<Id>) {
  const { opened, onClose, title, one, fields, example, headers, undoNote, children } = props
  const { state, busy, choose, rematch, check, execute, takeBack, goTo } = useImport(props)
  const close = () => {
    goTo({ step: 0 })
    onClose()
  }
  return (
    <Modal opened={opened} onClose={close} title={title} size={760}>
      <Stack gap="md">
        <Stepper active={state.step} size="xs" iconSize={24} allowNextStepsSelect={false}>
          {['File', 'Columns', 'Check', 'Done'].map((label) => (
            <Stepper.Step key={label} label={label} />
          ))}
        </Stepper>
        {state.step === 0 && <ChooseFile example={example} busy={busy} onChosen={choose} />}
        {state.step === 1 && (
          <MatchColumns {...state} fields={fields} change={rematch}>
            {children}
            <Foot back={() => goTo({ step: 0 })}>
              <Button
                loading={busy}
                disabled={fields.some(({ id, required }) => required && state.matches[id] === null)}
                onClick={() => check(state)}
              >
                Check {formatCount(state.sheet.rows.length, 'row')}
              </Button>
            </Foot>
          </MatchColumns>
        )}
        {state.step === 2 && (
          <>
            <CheckRows headers={headers} rows={state.outcome.rows} one={one} />
            <Foot back={() => goTo({ step: 1, sheet: state.sheet, matches: state.matches })}>
              {state.outcome.rows.some(({ errors }) => errors.length > 0) ? (
                <Button onClick={() => goTo({ step: 0 })}>Choose corrected file</Button>
              ) : (
                <Button loading={busy} onClick={() => execute(state)}>
                  Import {formatCount(state.outcome.rows.length, one)}
                </Button>
              )}
            </Foot>
          </>
        )}
        {state.step === 3 && (
          <Done
            said={`${formatCount(state.outcome.created, one)} imported.`}
            note={undoNote}
            busy={busy}
            undo={() => takeBack(state.outcome, close)}
            onClose={close}
          />
        )}
      </Stack>
    </Modal>
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
