import { Anchor, Button, Menu, Modal } from '@mantine/core'
import { IconCalendarPlus, IconCircleCheck, IconPencil, IconPlayerPlay, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { exchanges } from '#domains/exchanges/contract.ts'
import { exchangeEndings } from '#domains/exchanges/endings/contract.ts'
import { nextStepOf } from '#domains/exchanges/rules/next-step.ts'
import { Cancellation, type ExchangeDetail, Failure } from '#domains/exchanges/schema.ts'
import { EditExchangeModal } from '#web/features/exchanges/form/EditExchangeModal.tsx'
import { EXCHANGE_STATUSES, EXCHANGE_TYPES, PRIORITIES } from '#web/features/exchanges/words.ts'
import { FormModal } from '#web/kit/FormModal.tsx'
import { formatMoney } from '#web/kit/figures.ts'
import { notifyRefusal } from '#web/kit/notify.tsx'
import { More } from '#web/kit/record/More.tsx'
import { RecordHeader } from '#web/kit/record/RecordHeader.tsx'
import { Status, StatusPill } from '#web/kit/StatusPill.tsx'
import { FeedAddress } from '#web/pickers/FeedAddress.tsx'
import { useChange } from '#web/use-call.ts'
import { useDialog } from './use-dialog.ts'

/** Which exchange it is, how it stands, and what can be done with it. */
export function Header({ exchange }: { exchange: ExchangeDetail }) {
  const { id, name, status, priority, client_id, client_name, may, obstacles } = exchange
  const activate = useChange(exchanges.activate)
  const { dialog, open, close } = useDialog()
  return (
    <>
      <RecordHeader
        above={
          <Anchor component={Link} to="/exchanges" size="sm" c="dimmed">
            Exchanges
          </Anchor>
        }
        title={name}
        status={
          <>
            <Status of={EXCHANGE_STATUSES} status={status} />
            {(priority === 'high' || priority === 'urgent') && (
              <StatusPill tone="soon">{`${PRIORITIES[priority]} priority`}</StatusPill>
            )}
          </>
        }
        facts={[
          nextStepOf(exchange)?.text && `Next: ${nextStepOf(exchange)?.text}`,
          client_name && (
            <Anchor key="client" inherit component={Link} to={`/contacts/${client_id}`}>
              {client_name}
            </Anchor>
          ),
          `${EXCHANGE_TYPES[exchange.exchange_type]} exchange`,
          exchange.exchange_value && formatMoney(exchange.exchange_value),
          exchange.coordinator_name,
          exchange.exchange_number,
        ]}
      >
        {may.activate && (
          <Button
            leftSection={<IconPlayerPlay size={16} />}
            disabled={obstacles.length > 0}
            loading={activate.busy}
            onClick={() => activate.run('Exchange activated.', { id })}
            {...(obstacles.length > 0 && { 'aria-describedby': 'obstacles' })}
          >
            Activate
          </Button>
        )}
        {may.edit && (
          <Button variant="default" leftSection={<IconPencil size={16} />} onClick={() => open('edit')}>
            Edit
          </Button>
        )}
        <MoreMenu exchange={exchange} />
      </RecordHeader>
      {may.edit && <EditExchangeModal exchange={exchange} opened={dialog === 'edit'} onClose={close} />}
    </>
  )
}

function MoreMenu({ exchange: { id, may } }: { exchange: ExchangeDetail }) {
  const calendar = useChange(exchanges.calendar)
  const cancel = useChange(exchanges.cancel)
  const complete = useChange(exchangeEndings.complete)
  const fail = useChange(exchangeEndings.fail)
  const [url, setUrl] = useState<string | null>(null)
  const { dialog, open, close } = useDialog()
  const subscribe = async () => {
    const feed = await calendar.make({ id }).catch(notifyRefusal)
    if (feed) setUrl(feed.url)
  }
  return (
    <>
      <More>
        <Menu.Item leftSection={<IconCalendarPlus size={15} />} onClick={subscribe}>
          Add to calendar
        </Menu.Item>
        {may.end && (
          <>
            <Menu.Item
              leftSection={<IconCircleCheck size={15} />}
              onClick={() => complete.run('Exchange completed.', { id })}
            >
              Complete exchange
            </Menu.Item>
            <Menu.Item color="red" leftSection={<IconX size={15} />} onClick={() => open('fail')}>
              Record as failed
            </Menu.Item>
          </>
        )}
        {may.cancel && (
          <Menu.Item color="red" leftSection={<IconX size={15} />} onClick={() => open('cancel')}>
            Cancel exchange
          </Menu.Item>
        )}
      </More>
      <FormModal
        opened={may.cancel && dialog === 'cancel'}
        onClose={close}
        title="Cancel exchange"
        schema={Cancellation}
        action="Cancel exchange"
        send={(values) => cancel.make({ id }, values)}
        said={() => 'Exchange canceled.'}
        fields={{
          reason: {
            label: 'Reason',
            description: 'Everyone who sees the exchange reads it. A canceled exchange can’t be reopened.',
          },
        }}
      />
      <FormModal
        opened={may.end && dialog === 'fail'}
        onClose={close}
        title="Record the exchange as failed"
        schema={Failure}
        action="Record as failed"
        send={(values) => fail.make({ id }, values)}
        said={() => 'Exchange recorded as failed.'}
        fields={{
          reason: {
            label: 'Reason',
            description: 'The sale is taxed. An exchange that failed can’t be reopened.',
          },
        }}
      />
      <Modal
        opened={url !== null}
        onClose={() => setUrl(null)}
        title="The deadlines of this exchange in your calendar"
      >
        <FeedAddress url={url ?? ''} />
      </Modal>
    </>
  )
}
