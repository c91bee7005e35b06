import { ActionIcon, Button, Checkbox, Group, Menu, Text } from '@mantine/core'
import { IconPencil, IconPlus } from '@tabler/icons-react'
import { Fragment, useState } from 'react'
import { dates } from '#domains/transactions/dates/contract.ts'
import type { DealDates } from '#domains/transactions/dates/schema.ts'
import { ProposedDates } from '#web/features/transactions/values/ProposedDates.tsx'
import { KEY_DATE_NAMES } from '#web/features/transactions/words.ts'
import { Deadline, formatDay } from '#web/kit/dates.tsx'
import { readerDay } from '#web/kit/reader.ts'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useCall, useChange } from '#web/use-call.ts'
import { DateModal } from './DateModal.tsx'
import styles from './Dates.module.css'
import { inputOf, type Line, linesOf, missingKeyDates } from './dates-of.ts'

type Props = { id: string; open: boolean; edit: boolean }

/** The dates of a deal on a line, in the order of their days, with how each is counted. */
export function Dates({ id, open, edit }: Props) {
  const { data, error } = useCall(dates.one, { id })
  const [editing, setEditing] = useState<string | null>(null)
  const change = useChange(dates.change)
  if (error) return <Refused error={error} />
  if (!data) return <RowsSkeleton rows={5} />
  const lines = linesOf(data)
  const today = readerDay(new Date())
  const todayAt = lines.findIndex(({ date }) => !date || date > today)
  const next = open ? lines.find(({ done, date }) => !done && date && date >= today)?.id : undefined
  const mark = (line: Line) =>
    change.run(null, { id }, marked(data, line.id, !line.done), { version: data.version })
  return (
    <div>
      {lines.length === 0 && (
        <Text size="sm" c="dimmed" mb="sm">
          Set the contract date and the closing date, and let the others follow from them.
        </Text>
      )}
      <ol className={styles.list} aria-label="Dates">
        {lines.map((line, place) => (
          <Fragment key={line.id}>
            {place === todayAt && place > 0 && <Today />}
            <li
              className={styles.line}
              data-state={stateOf(line, { today, next, open })}
              data-key={line.key_date || undefined}
            >
              <What line={line} open={open} />
              {edit && (
                <Group gap={4} wrap="nowrap">
                  {!line.key_date && line.date && (
                    <Checkbox
                      size="xs"
                      checked={line.done}
                      onChange={() => mark(line)}
                      aria-label={`${line.name} is done`}
                    />
                  )}
                  <ActionIcon
                    size={28}
                    variant="subtle"
                    color="gray"
                    aria-label={`Change ${line.name}`}
                    onClick={() => setEditing(line.id)}
                  >
                    <IconPencil size={15} />
                  </ActionIcon>
                </Group>
              )}
            </li>
          </Fragment>
        ))}
      </ol>
      <ProposedDates id={id} />
      {edit && <AddDate deal={data} add={setEditing} />}
      {editing && <DateModal deal={data} date_id={editing} onClose={() => setEditing(null)} />}
    </div>
  )
}

function Today() {
  return <li className={`${styles.line} ${styles.today}`}>Today, {formatDay(readerDay(new Date()))}</li>
}

function What({ line: { name, date, done, rule, key_date }, open }: { line: Line; open: boolean }) {
  const waits = open && !done && !(key_date && name !== KEY_DATE_NAMES.closing_date)
  return (
    <div>
      <Text size="sm" fw={500}>
        {name}
        {done && (
          <Text span inherit c="dimmed" fw={400}>
            {' · Done'}
          </Text>
        )}
      </Text>
      <Text size="sm" c="dimmed">
        {date ? waits ? <Deadline day={date} inherit /> : formatDay(date) : 'Not known yet'}
        {rule && ` · ${rule}`}
      </Text>
    </div>
  )
}

type Around = { today: string; next: string | undefined; open: boolean }

function stateOf({ id, date, done, key_date }: Line, { today, next, open }: Around) {
  if (done || (key_date && date && date <= today && (id !== 'closing_date' || !open))) return 'done'
  if (!open || !date) return 'ahead'
  if (date < today) return 'late'
  return id === next ? 'next' : 'ahead'
}

function AddDate({ deal, add }: { deal: DealDates; add: (id: string) => void }) {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button variant="default" size="compact-sm" mt="sm" leftSection={<IconPlus size={14} />}>
          Add date
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {missingKeyDates(deal).map((id) => (
          <Menu.Item key={id} onClick={() => add(id)}>
            {KEY_DATE_NAMES[id]}
          </Menu.Item>
        ))}
        <Menu.Item onClick={() => add('new')}>Another date</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function marked(deal: DealDates, id: string, done: boolean) {
  return { dates: deal.dates.map((one) => ({ ...inputOf(one), ...(one.id === id && { done }) })) }
}
