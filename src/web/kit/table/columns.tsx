import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { PersonChip } from '#web/kit/chips.tsx'
import { Deadline, Due, formatDay, Moment } from '#web/kit/dates.tsx'
import { formatMoney, formatNumber } from '#web/kit/figures.ts'
import { Status, type Statuses } from '#web/kit/StatusPill.tsx'
import type { Column, Plain } from './column.ts'

/**
 * Columns that show one field. Each is a column of any row that has this field with such a value, so that it does not
 * compile among the columns of another row.
 */
type FieldColumn<Id extends string, Value> = Column<Record<Id, Value>>
type Maybe<Value> = Value | null | undefined
type Options = Partial<
  Pick<Column<never>, 'width' | 'main' | 'grows' | 'always' | 'priority' | 'optional' | 'sort' | 'figures'>
> & {
  /** What stands where a row has no value: "Never". */
  none?: string
}

function fieldColumn<Id extends string, Value extends Plain>(
  id: Id,
  header: string,
  show: (value: NonNullable<Value>) => ReactNode,
  { none, ...options }: Options,
): FieldColumn<Id, Value> {
  const cell = (row: Record<Id, Value>) => {
    const value = row[id]
    if (value === null || value === undefined || value === '') return none ? <Dimmed>{none}</Dimmed> : null
    return show(value)
  }
  return { id, header, width: 150, value: (row) => row[id], cell, ...options }
}

export function textColumn<Id extends string>(id: Id, header: string, options: Options = {}) {
  const show = (text: string | number) => (options.main ? <MainText>{text}</MainText> : text)
  return fieldColumn<Id, Maybe<string | number>>(id, header, show, { width: 160, ...options })
}

/** A moment of the past: "5 min ago". */
export function momentColumn<Id extends string>(id: Id, header: string, options: Options = {}) {
  const show = (at: string) => <Moment at={at} />
  return fieldColumn<Id, Maybe<string>>(id, header, show, { width: 112, figures: true, ...options })
}

/** A moment by which something is due: "Mon, Nov 30, 5:00 PM EST · in 3 hours". */
export function dueColumn<Id extends string>(id: Id, header: string, options: Options = {}) {
  const show = (at: string) => <Due at={at} inherit />
  return fieldColumn<Id, Maybe<string>>(id, header, show, { width: 240, ...options })
}

/** A day by which something is due: "Wed, Nov 25, 2026 · 12 days left". */
export function deadlineColumn<Id extends string>(id: Id, header: string, options: Options = {}) {
  const show = (day: string) => <Deadline day={day} inherit />
  return fieldColumn<Id, Maybe<string>>(id, header, show, { width: 220, ...options })
}

export function dayColumn<Id extends string>(id: Id, header: string, options: Options = {}) {
  return fieldColumn<Id, Maybe<string>>(id, header, formatDay, { width: 132, ...options })
}

/** Dollars, as the API has them: "1250000.00". */
export function moneyColumn<Id extends string>(id: Id, header: string, options: Options = {}) {
  const show = (amount: string) => formatMoney(amount)
  return fieldColumn<Id, Maybe<string>>(id, header, show, { width: 130, figures: true, ...options })
}

export function numberColumn<Id extends string>(id: Id, header: string, options: Options = {}) {
  const show = (count: number) => formatNumber(count, 0)
  return fieldColumn<Id, Maybe<number>>(id, header, show, { width: 80, figures: true, ...options })
}

export function personColumn<Id extends string>(id: Id, header: string, options: Options = {}) {
  const show = (name: string) => <PersonChip name={name} />
  return fieldColumn<Id, Maybe<string>>(id, header, show, { width: 180, ...options })
}

export function statusColumn<Id extends string, S extends string>(
  id: Id,
  header: string,
  statuses: Statuses<S>,
  options: Options = {},
) {
  const show = (status: S) => <Status of={statuses} status={status} />
  return fieldColumn<Id, S>(id, header, show, { width: 120, ...options })
}

/** What can be done with a row; it stays on a phone. */
export function actionsColumn<Row>(width: number, cell: (row: Row) => ReactNode): Column<Row> {
  return { id: 'actions', header: 'Actions', width, always: true, figures: true, cell }
}

/** What carries the meaning of a row. */
export function MainText({ children }: { children: ReactNode }) {
  return (
    <Text span inherit fw={500} truncate>
      {children}
    </Text>
  )
}

export function Dimmed({ children }: { children: ReactNode }) {
  return (
    <Text span inherit c="dimmed">
      {children}
    </Text>
  )
}
