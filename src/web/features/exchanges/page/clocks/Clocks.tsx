import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { exchangeDeadlines } from '#domains/exchanges/deadlines/contract.ts'
import type { Deadline, ExchangeDeadlines } from '#domains/exchanges/deadlines/schema.ts'
import type { ExchangeDetail } from '#domains/exchanges/schema.ts'
import { FactsModal } from '#web/features/exchanges/page/facts/FactsModal.tsx'
import { useDialog } from '#web/features/exchanges/page/use-dialog.ts'
import { OPEN_STATUSES } from '#web/features/exchanges/words.ts'
import { formatDay } from '#web/kit/dates.tsx'
import { Facts } from '#web/kit/record/Facts.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { timeZoneName } from '#web/kit/time-zones.ts'
import { useCall } from '#web/use-call.ts'
import { Clock } from './Clock.tsx'
import styles from './Clocks.module.css'
import { scaleOf, startOf } from './layout.ts'
import { NoClocks } from './NoClocks.tsx'
import { Notes } from './Notes.tsx'
import { disastersInWords, extensionInWords, returnInWords } from './words.ts'

/** The deadlines of an exchange as a picture, what each follows from, and the facts behind them. */
export function Clocks({ exchange }: { exchange: ExchangeDetail }) {
  const { id, may } = exchange
  const { data, error } = useCall(exchangeDeadlines.one, { id })
  const { dialog, open, close } = useDialog()
  if (error) return <Refused error={error} />
  if (!data) return <RowsSkeleton rows={6} />
  const scale = scaleOf(data)
  return (
    <div className={styles.clocks}>
      {data.deadlines.length === 0 && <NoClocks exchange={exchange} />}
      {data.deadlines.map((one) => {
        const start = startOf(one, data)
        if (!scale || !start) return null
        return (
          <Clock
            key={one.kind}
            {...{ start, scale }}
            deadline={one}
            over={isOver(one, exchange)}
            change={may.edit ? () => open('facts') : undefined}
          />
        )
      })}
      <Notes data={data} edit={may.edit} />
      <FactsBehind data={data} />
      {may.edit && (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPencil size={14} />}
          onClick={() => open('facts')}
        >
          Change facts
        </Button>
      )}
      {may.edit && dialog === 'facts' && <FactsModal exchange={exchange} data={data} onClose={close} />}
    </div>
  )
}

/** A deadline by which nothing has to happen anymore; only the end of the exchange and of parking can be late. */
function isOver({ kind, days_remaining }: Deadline, { status }: ExchangeDetail): boolean {
  const open = OPEN_STATUSES.includes(status)
  return !open || (days_remaining < 0 && kind !== 'exchange' && kind !== 'parking')
}

function FactsBehind({ data: { clock_start, facts, time_zone } }: { data: ExchangeDeadlines }) {
  return (
    <Facts
      facts={[
        ['First transfer', clock_start && formatDay(clock_start)],
        ['Tax return', returnInWords(facts)],
        ['Extension', extensionInWords(facts)],
        ['Parked on', facts.parked_on && formatDay(facts.parked_on)],
        ['Disaster relief', disastersInWords(facts)],
        ['Periods end', `At midnight, ${timeZoneName(time_zone)}`],
      ]}
    />
  )
}
