import { Alert, Anchor, Button, Checkbox, Collapse, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { rules } from '#domains/transactions/requirement-rules/contract.ts'
import type { Library, LibraryState } from '#domains/transactions/requirement-rules/schema.ts'
import { formatCount } from '#web/kit/figures.ts'
import { notify, notifyRefusal } from '#web/kit/notify.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useCall, useChange } from '#web/use-call.ts'
import styles from './Rules.module.css'

/** Rules of states, to copy from. */
export function LibraryModal({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Add rules from the library" size={640}>
      <Shelves onClose={onClose} />
    </Modal>
  )
}

function Shelves({ onClose }: { onClose: () => void }) {
  const { data, error, refetch } = useCall(rules.library, {})
  const [chosen, choose] = useState<LibraryState[]>([])
  const copy = useChange(rules.copy)
  if (error) return <Refused error={error} retry={refetch} />
  if (!data) return <RowsSkeleton rows={8} />
  const add = async () => {
    try {
      const { added } = await copy.make({}, { states: chosen })
      notify(`${formatCount(added, 'rule')} added. Open deals are being updated.`)
      onClose()
    } catch (error) {
      notifyRefusal(error)
    }
  }
  return (
    <Stack gap="md">
      <Alert color="yellow">{data.notice}</Alert>
      <Checkbox.Group value={chosen} onChange={(values) => choose(values as LibraryState[])}>
        <Stack gap="xs">
          {data.items.map((shelf) => (
            <Shelf key={shelf.state} shelf={shelf} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Group justify="flex-end">
        <Button disabled={chosen.length === 0} loading={copy.busy} onClick={add}>
          {chosen.length === 1
            ? `Add rules for ${nameOf(data, chosen[0])}`
            : chosen.length === 0
              ? 'Add rules'
              : `Add rules for ${chosen.length} states`}
        </Button>
      </Group>
    </Stack>
  )
}

function nameOf({ items }: Library, state: LibraryState | undefined): string {
  return state === 'US' ? 'federal law' : (items.find((shelf) => shelf.state === state)?.name ?? '')
}

function Shelf({ shelf: { state, name, copied, rules } }: { shelf: Library['items'][number] }) {
  const [open, setOpen] = useState(false)
  const all = copied === rules.length
  return (
    <div>
      <Group justify="space-between" wrap="nowrap">
        <Checkbox
          value={state}
          disabled={all}
          label={name}
          description={
            all
              ? 'You have all of its rules'
              : `${formatCount(rules.length, 'rule')}${copied > 0 ? `, ${copied} of which you have` : ''}`
          }
        />
        <Anchor
          component="button"
          type="button"
          size="sm"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? 'Hide' : 'Show'} rules
        </Anchor>
      </Group>
      <Collapse expanded={open}>
        <ul className={styles.shelf}>
          {rules.map(({ library_key, name, reason, citation, requirement }) => (
            <li key={library_key}>
              <Text size="sm">{`${name}${requirement === 'optional' ? ' (optional)' : ''}`}</Text>
              <Text size="xs" c="dimmed">
                {[reason, citation].filter(Boolean).join(' · ')}
              </Text>
            </li>
          ))}
        </ul>
      </Collapse>
    </div>
  )
}
