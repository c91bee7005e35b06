import { Alert, Button, Group, Modal, Stack, Stepper, Text } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { formatCount } from '#web/kit/figures.ts'
import { notify, notifyRefusal } from '#web/kit/notify.tsx'
import { type CheckedRow, CheckRows } from './CheckRows.tsx'
import { ChooseFile } from './ChooseFile.tsx'
import { MatchColumns } from './MatchColumns.tsx'
import { type ImportField, type Matches, matchColumns, rowsBy } from './match.ts'
import { readSheet, type Sheet } from './read-sheet.ts'

export type ImportOutcome = { id: string | null; created: number; rows: CheckedRow[] }

type Props<Id extends string> = {
  opened: boolean
  onClose: () => void
  title: string
  /** What one row becomes: "request". */
  one: string
  fields: ImportField<Id>[]
  /** A file that shows how it is done, offered as a download. */
  example: { name: string; text: string }
  most: number
  /** How checked rows are shown: the headers of their cells. */
  headers: string[]
  /** Checks the rows, and with `dry` false, makes what they say if none has an error. */
  run: (rows: Partial<Record<Id, string>>[], dry: boolean) => Promise<ImportOutcome>
  /** What `undo` does, said before it is done. */
  undoNote: string
  /** Takes back an import; answers in a sentence what that did. */
  undo: (id: string) => Promise<string>
  /** Settings for all rows. */
  children?: ReactNode
}

type State<Id extends string> =
  | { step: 0 }
  | { step: 1; sheet: Sheet; matches: Matches<Id> }
  | { step: 2; sheet: Sheet; matches: Matches<Id>; outcome: ImportOutcome }
  | { step: 3; outcome: ImportOutcome }

/** Choose a file, match its columns, check what would happen, import; and undo it. */
export function ImportWizard<Id extends string>(props: Props<Id>) {
  const { opened, onClose, title, one, fields, example, most, headers, run, undoNote, undo, children } = props
  const [state, setState] = useState<State<Id>>({ step: 0 })
  const [busy, setBusy] = useState(false)
  const during = (work: Promise<void>) => {
    setBusy(true)
    return work.catch(notifyRefusal).finally(() => setBusy(false))
  }
  const choose = async (file: File) => {
    const sheet = await readSheet(file)
    if (sheet.rows.length > most)
      throw new Error(`This file has ${sheet.rows.length} rows. Import at most ${most} at a time.`)
    setState({ step: 1, sheet, matches: matchColumns(sheet.headers, fields) })
  }
  const check = async ({ sheet, matches }: Extract<State<Id>, { step: 1 | 2 }>) => {
    const outcome = await run(rowsBy(sheet.rows, matches), true)
    setState({ step: 2, sheet, matches, outcome })
  }
  const execute = async (checked: Extract<State<Id>, { step: 2 }>) => {
    const outcome = await run(rowsBy(checked.sheet.rows, checked.matches), false)
    setState(outcome.id ? { step: 3, outcome } : { ...checked, outcome })
  }
  const close = () => {
    setState({ step: 0 })
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
        {state.step === 0 && (
          <ChooseFile example={example} busy={busy} onChosen={(file) => during(choose(file))} />
        )}
        {state.step === 1 && (
          <MatchColumns {...state} fields={fields} change={(matches) => setState({ ...state, matches })}>
            {children}
            <Foot back={() => setState({ step: 0 })}>
              <Button
                loading={busy}
                disabled={fields.some(({ id, required }) => required && state.matches[id] === null)}
                onClick={() => during(check(state))}
              >
                Check {formatCount(state.sheet.rows.length, 'row')}
              </Button>
            </Foot>
          </MatchColumns>
        )}
        {state.step === 2 && (
          <>
            <CheckRows headers={headers} rows={state.outcome.rows} one={one} />
            <Foot back={() => setState({ step: 1, sheet: state.sheet, matches: state.matches })}>
              <Button
                loading={busy}
                disabled={state.outcome.rows.some(({ errors }) => errors.length > 0)}
                onClick={() => during(execute(state))}
              >
                Import {formatCount(state.outcome.rows.length, one)}
              </Button>
            </Foot>
          </>
        )}
        {state.step === 3 && (
          <Done
            said={`${formatCount(state.outcome.created, one)} imported.`}
            note={undoNote}
            busy={busy}
            undo={() =>
              during(
                undo(state.outcome.id ?? '').then((sentence) => {
                  notify(sentence)
                  close()
                }),
              )
            }
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
