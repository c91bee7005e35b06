import { exchangeDeadlines } from '#domains/exchanges/deadlines/contract.ts'
import { DEADLINE_NAMES } from '#domains/exchanges/rules/deadline-names.ts'
import { call } from '#web/calls.ts'
import { formatDay } from '#web/kit/dates.tsx'

/** Does something with an exchange, and says which deadlines it moved: "Exchange deadline: Thu, Apr 15, 2027." */
export async function movedBy(id: string, act: () => Promise<unknown>): Promise<string> {
  const before = await call(exchangeDeadlines.one, { id })
  await act()
  const after = await call(exchangeDeadlines.one, { id })
  return after.deadlines
    .filter(({ kind, date }) => before.deadlines.find((one) => one.kind === kind)?.date !== date)
    .map(({ kind, date }) => `${DEADLINE_NAMES[kind]}: ${formatDay(date)}.`)
    .join(' ')
}
