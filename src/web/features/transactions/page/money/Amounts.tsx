import { Button, Group, Menu, Stack, Text, UnstyledButton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { amounts } from '#domains/transactions/amounts/contract.ts'
import { type Amount, AmountKind } from '#domains/transactions/amounts/schema.ts'
import { everyOf } from '#web/calls.ts'
import { AMOUNT_KINDS, AMOUNT_STATUSES, PAYERS } from '#web/features/transactions/words.ts'
import { formatDay } from '#web/kit/dates.tsx'
import { formatMoney } from '#web/kit/figures.ts'
import { Status } from '#web/kit/StatusPill.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { AmountModal } from './AmountModal.tsx'
import styles from './Amounts.module.css'

type Open = { amount: Amount | null; kind: AmountKind }

/** Deposits, credits, fees and what else is paid around the closing; after it, they are added by an amendment. */
export function Amounts({ id, edit, add }: { id: string; edit: boolean; add: boolean }) {
  const { data, error } = useQuery(everyOf(amounts.all, { id }))
  const [open, setOpen] = useState<Open | null>(null)
  if (error) return <Refused error={error} />
  if (!data) return <RowsSkeleton rows={2} />
  return (
    <Stack gap={4}>
      {data.map((amount) => (
        <Row
          key={amount.id}
          amount={amount}
          {...(edit && { onOpen: () => setOpen({ amount, kind: amount.kind }) })}
        />
      ))}
      {data.length === 0 && (
        <Text size="sm" c="dimmed">
          Earnest money, credits, fees and loan payoffs. They add up to the net sheet.
        </Text>
      )}
      {add && (
        <Menu>
          <Menu.Target>
            <Button variant="default" size="compact-sm" w="fit-content" leftSection={<IconPlus size={14} />}>
              Add amount
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {AmountKind.options.map((kind) => (
              <Menu.Item key={kind} onClick={() => setOpen({ amount: null, kind })}>
                {AMOUNT_KINDS[kind]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {open && <AmountModal deal_id={id} {...open} onClose={() => setOpen(null)} />}
    </Stack>
  )
}

function Row({ amount, onOpen }: { amount: Amount; onOpen?: () => void }) {
  const { label, paid_by, paid_to, held_by_name, due_on, settled_on, status } = amount
  const day = settled_on ? formatDay(settled_on) : due_on && `due ${formatDay(due_on)}`
  const about = [
    `${PAYERS[paid_by]} to ${PAYERS[paid_to].toLowerCase()}`,
    held_by_name && `held by ${held_by_name}`,
    day,
  ]
  const content = (
    <>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text inherit truncate className={styles.name}>
          {label}
        </Text>
        <Group gap="xs" wrap="nowrap">
          <Status of={AMOUNT_STATUSES} status={status} />
          <span className={styles.amount}>{formatMoney(amount.amount)}</span>
        </Group>
      </Group>
      <Text size="xs" c="dimmed">
        {about.filter(Boolean).join(' · ')}
      </Text>
    </>
  )
  if (!onOpen) return <div className={styles.row}>{content}</div>
  return (
    <UnstyledButton className={styles.row} onClick={onOpen} aria-label={`Edit ${label}`}>
      {content}
    </UnstyledButton>
  )
}
