import { MantineProvider } from '@mantine/core'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeEach, expect, test } from 'vitest'
import { readAs } from '#web/kit/reader.ts'
import type { Column } from './column.ts'
import {
  actionsColumn,
  dayColumn,
  deadlineColumn,
  dueColumn,
  momentColumn,
  moneyColumn,
  numberColumn,
  personColumn,
  statusColumn,
  textColumn,
} from './columns.tsx'

type Offer = {
  id: string
  property: string
  agent: string | null
  amount: string
  count: number
  state: 'sent' | 'signed'
  seen_at: string | null
  answer_by: string
  due_on: string | null
  closing_on: string
}
const OFFER: Offer = {
  id: '1',
  property: '12 Harbor Lane',
  agent: null,
  amount: '1250000.00',
  count: 1204,
  state: 'signed',
  seen_at: null,
  answer_by: '2020-11-30T22:00:00.000Z',
  due_on: null,
  closing_on: '2026-12-18',
}

const COLUMNS: Column<Offer>[] = [
  textColumn('property', 'Property', { main: true }),
  personColumn('agent', 'Agent', { none: 'Nobody' }),
  moneyColumn('amount', 'Amount'),
  numberColumn('count', 'Pages'),
  statusColumn('state', 'Status', { sent: ['Sent', 'waiting'], signed: ['Signed', 'done'] }),
  momentColumn('seen_at', 'Seen', { none: 'Never' }),
  dueColumn('answer_by', 'Answer by'),
  deadlineColumn('due_on', 'Needed by'),
  dayColumn('closing_on', 'Closing'),
  actionsColumn(90, ({ property }) => `Withdraw ${property}`),
]

beforeEach(() => readAs({ timezone: 'America/New_York', locale: 'en-US' }))

function textOf({ cell }: Column<Offer>, row = OFFER): string {
  const html = renderToStaticMarkup(createElement(MantineProvider, null, cell(row)))
  return html.replace(/<style.*?<\/style>/gs, '').replace(/<[^>]+>/g, '')
}

test('a column of a field shows it as people read it, and says so where there is nothing', () => {
  expect(COLUMNS.map((column) => textOf(column))).toEqual([
    '12 Harbor Lane',
    'Nobody',
    '$1,250,000.00',
    '1,204',
    'Signed',
    'Never',
    expect.stringMatching(/^Mon, Nov 30, 2020, 5:00 PM EST · \d+ days late$/),
    '',
    'Fri, Dec 18, 2026',
    'Withdraw 12 Harbor Lane',
  ])
  expect(textOf(COLUMNS[1] as Column<Offer>, { ...OFFER, agent: 'Ana Alvarez' })).toContain('Ana Alvarez')
})

test('a column of a field that the rows do not have, or of another kind, does not compile', () => {
  // @ts-expect-error An offer has no price.
  const missing: Column<Offer> = moneyColumn('price', 'Price')
  // @ts-expect-error What is counted is no text.
  const otherKind: Column<Offer> = numberColumn('property', 'Property')
  // @ts-expect-error A signed offer has no name.
  const unnamed: Column<Offer> = statusColumn('state', 'Status', { sent: ['Sent', 'waiting'] })
  expect([missing, otherKind, unnamed]).toHaveLength(3)
})
