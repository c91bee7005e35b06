import { ActionIcon, Button, Group, Select, Stack, TextInput, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconCheck, IconPencil, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { type Extraction, FIELD_KINDS } from '#domains/documents/extractions/schema.ts'
import { isUnclear } from '#domains/documents/rules/periods.ts'
import { fieldLabel } from '#web/features/documents/words.ts'
import { Deadline } from '#web/kit/dates.tsx'
import { formatConfidence } from '#web/kit/figures.ts'
import styles from './KeyTerms.module.css'
import type { Decision } from './use-decide.ts'
import { formatValue, isDeadline } from './value-words.ts'

type Props = {
  extraction: Extraction
  mayDecide: boolean
  active: boolean
  correcting: boolean
  setCorrecting: (on: boolean) => void
  /** The keys act on this value from now on. */
  onAim: () => void
  /** Shows where it stands, and no more; false when the pointer has gone. */
  onPoint: (on: boolean) => void
  /** Null, or why the correction was refused. */
  decide: (decision: Decision) => Promise<string | null>
}

export function TermRow({
  extraction,
  mayDecide,
  active,
  correcting,
  setCorrecting,
  onAim,
  onPoint,
  decide,
}: Props) {
  const { id, value, state, confidence, corrected, page_number, version_number, from_earlier_version } =
    extraction
  const shown = formatValue(extraction)
  if (correcting)
    return (
      <Correction
        value={extraction.normalized ?? value}
        field={extraction.field}
        onEnd={() => setCorrecting(false)}
        save={(corrected) => decide({ state: 'accepted', ...corrected })}
      />
    )
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing only shows the place; the button in the row does so too.
    <div
      id={`value-${id}`}
      className={styles.value}
      data-active={active || undefined}
      data-state={state}
      onMouseEnter={() => onPoint(true)}
      onMouseLeave={() => onPoint(false)}
    >
      <button type="button" className={styles.text} onClick={onAim} onFocus={onAim}>
        {isDeadline(extraction) ? <Deadline day={extraction.normalized ?? ''} inherit /> : shown}
        {shown !== value && <span className={styles.raw}>“{value}”</span>}
        {isUnclear(extraction.field, extraction.normalized ?? value) && (
          <span className={styles.raw}>This can mean two things. Edit it to the one that counts.</span>
        )}
      </button>
      <span className={styles.where}>
        {from_earlier_version
          ? `From version ${version_number}`
          : [
              page_number !== null && `p. ${page_number}`,
              corrected && 'edited',
              state === 'proposed' && formatConfidence(confidence),
            ]
              .filter(Boolean)
              .join(' · ')}
      </span>
      {state === 'accepted' && <IconCheck size={16} color="var(--accent-text)" aria-label="Accepted" />}
      {mayDecide && (
        <Buttons shown={shown} state={state} decide={decide} correct={() => setCorrecting(true)} />
      )}
    </div>
  )
}

type ButtonsProps = {
  shown: string
  state: Extraction['state']
  decide: Props['decide']
  correct: () => void
}

function Buttons({ shown, state, decide, correct }: ButtonsProps) {
  if (state !== 'proposed')
    return (
      <Tooltip label="Undo">
        <ActionIcon
          size="sm"
          aria-label={`Undo the decision on ${shown}`}
          onClick={() => decide({ state: 'proposed' })}
        >
          <IconArrowBackUp size={15} />
        </ActionIcon>
      </Tooltip>
    )
  return (
    <Group gap={0} wrap="nowrap">
      <Tooltip label="Accept">
        <ActionIcon
          size="md"
          color="evergreen"
          aria-label={`Accept ${shown}`}
          onClick={() => decide({ state: 'accepted' })}
        >
          <IconCheck size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Edit">
        <ActionIcon size="md" aria-label={`Edit ${shown}`} onClick={correct}>
          <IconPencil size={15} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Reject">
        <ActionIcon
          size="md"
          color="red"
          aria-label={`Reject ${shown}`}
          onClick={() => decide({ state: 'rejected' })}
        >
          <IconX size={16} />
        </ActionIcon>
      </Tooltip>
    </Group>
  )
}

type CorrectionProps = {
  value: string
  field: string
  save: (corrected: { value: string; field?: string }) => Promise<string | null>
  onEnd: () => void
}

function Correction({ value, field, save, onEnd }: CorrectionProps) {
  const [text, setText] = useState(value)
  const [chosen, setChosen] = useState(field)
  const [refusal, setRefusal] = useState<string | null>(null)
  const kind = FIELD_KINDS.find((fields) => fields.includes(field))
  const done = async () => {
    const right = text.trim()
    if (!right) return setRefusal('Enter the right value, or reject it.')
    const reason = await save(chosen === field ? { value: right } : { value: right, field: chosen })
    if (reason) setRefusal(reason)
    else onEnd()
  }
  return (
    <Stack gap={6} p={8} className={styles.correction}>
      <TextInput
        aria-label="Value"
        size="xs"
        autoFocus
        value={text}
        error={refusal}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => (event.key === 'Enter' ? done() : event.key === 'Escape' && onEnd())}
      />
      <Group gap="xs" wrap="nowrap">
        {kind && (
          <Select
            aria-label="Field"
            size="xs"
            flex={1}
            searchable
            allowDeselect={false}
            data={kind.map((each) => ({ value: each, label: fieldLabel(each) }))}
            value={chosen}
            onChange={(next) => next && setChosen(next)}
          />
        )}
        <Button size="xs" onClick={done}>
          Save
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={onEnd}>
          Cancel
        </Button>
      </Group>
    </Stack>
  )
}
