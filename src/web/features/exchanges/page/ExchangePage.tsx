import { Alert, Anchor, Button, List } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { exchanges } from '#domains/exchanges/contract.ts'
import { Cancellation, type ExchangeDetail } from '#domains/exchanges/schema.ts'
import { answerTo } from '#web/calls.ts'
import { EXCHANGE_STATUSES, EXCHANGE_TYPES } from '#web/features/exchanges/words.ts'
import { FormModal } from '#web/kit/FormModal.tsx'
import { formatMoney } from '#web/kit/figures.ts'
import { RecordHeader } from '#web/kit/record/RecordHeader.tsx'
import { RecordLayout } from '#web/kit/record/RecordLayout.tsx'
import { Status } from '#web/kit/StatusPill.tsx'
import { useAddress } from '#web/use-address.ts'
import { useChange } from '#web/use-call.ts'
import { Clocks } from './Clocks.tsx'
import { Properties } from './Properties.tsx'

/** An exchange: its clocks beside its properties. */
export function ExchangePage() {
  const { id } = useParams({ from: '/frame/exchanges/$id' })
  return <OpenExchange key={id} id={id} />
}

function OpenExchange({ id }: { id: string }) {
  const { data: exchange } = useSuspenseQuery(answerTo(exchanges.one, { id }))
  const [search, setSearch] = useAddress()
  const { edit } = exchange.may
  return (
    <>
      <Header exchange={exchange} />
      <Standing exchange={exchange} />
      <RecordLayout
        main={<Clocks id={id} edit={edit} />}
        sections={[{ id: 'properties', label: 'Properties', content: <Properties id={id} edit={edit} /> }]}
        section={search.tab}
        setSection={(tab) => setSearch({ ...search, tab })}
      />
    </>
  )
}

function Header({ exchange }: { exchange: ExchangeDetail }) {
  const { id, name, status, may, obstacles } = exchange
  const activate = useChange(exchanges.activate)
  const cancel = useChange(exchanges.cancel)
  const [canceling, setCanceling] = useState(false)
  return (
    <>
      <RecordHeader
        above={
          <Anchor component={Link} to="/exchanges" size="sm" c="dimmed">
            Exchanges
          </Anchor>
        }
        title={name}
        status={<Status of={EXCHANGE_STATUSES} status={status} />}
        facts={[
          exchange.client_name,
          EXCHANGE_TYPES[exchange.exchange_type],
          exchange.exchange_value && formatMoney(exchange.exchange_value),
          exchange.coordinator_name,
          exchange.exchange_number,
        ]}
      >
        {may.activate && (
          <Button
            disabled={obstacles.length > 0}
            loading={activate.busy}
            onClick={() => activate.run('Exchange activated.', { id })}
          >
            Activate
          </Button>
        )}
        {may.cancel && (
          <Button variant="default" onClick={() => setCanceling(true)}>
            Cancel exchange
          </Button>
        )}
      </RecordHeader>
      <FormModal
        opened={canceling}
        onClose={() => setCanceling(false)}
        title="Cancel exchange"
        schema={Cancellation}
        action="Cancel exchange"
        send={(values) => cancel.make({ id }, values)}
        said={() => 'Exchange canceled.'}
        fields={{ reason: 'Reason' }}
      />
    </>
  )
}

/** What stands in the way of activating it, or why it was canceled. */
function Standing({ exchange: { obstacles, cancel_reason } }: { exchange: ExchangeDetail }) {
  if (cancel_reason)
    return (
      <Alert color="gray" mb="md">
        {`Canceled: ${cancel_reason}`}
      </Alert>
    )
  if (obstacles.length === 0) return null
  return (
    <Alert color="gray" mb="md" title="Before this exchange can be activated">
      <List size="sm">
        {obstacles.map(({ text }) => (
          <List.Item key={text}>{text}</List.Item>
        ))}
      </List>
    </Alert>
  )
}
