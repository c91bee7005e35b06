import { Alert, Anchor, Button, Menu, Modal, Stack } from '@mantine/core'
import { IconArchive, IconCalendarPlus, IconChevronDown, IconPencil } from '@tabler/icons-react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { transactions } from '#domains/transactions/contract.ts'
import type { TransactionDetail } from '#domains/transactions/schema.ts'
import { answerTo } from '#web/calls.ts'
import { EditDealModal } from '#web/features/transactions/form/EditDealModal.tsx'
import { NextDate, nextOf, priceOf } from '#web/features/transactions/list/columns.tsx'
import { Requirements } from '#web/features/transactions/requirements/Requirements.tsx'
import { StageMenu } from '#web/features/transactions/stages/StageMenu.tsx'
import { useSteps } from '#web/features/transactions/stages/use-steps.tsx'
import { DiscrepancyCount } from '#web/features/transactions/values/DiscrepancyCount.tsx'
import { FromDocuments } from '#web/features/transactions/values/FromDocuments.tsx'
import { SIDES, STAGES, TYPES } from '#web/features/transactions/words.ts'
import { formatDay } from '#web/kit/dates.tsx'
import { notifyRefusal, notifyUndo } from '#web/kit/notify.tsx'
import { More } from '#web/kit/record/More.tsx'
import { RecordHeader } from '#web/kit/record/RecordHeader.tsx'
import { RecordLayout } from '#web/kit/record/RecordLayout.tsx'
import { Status, StatusPill } from '#web/kit/StatusPill.tsx'
import { Parts } from '#web/parts.tsx'
import { FeedAddress } from '#web/pickers/FeedAddress.tsx'
import { useAddress } from '#web/use-address.ts'
import { useChange } from '#web/use-call.ts'
import { Activity } from './Activity.tsx'
import { Commission } from './commission/Commission.tsx'
import { Dates } from './Dates.tsx'
import { Details } from './Details.tsx'
import { Documents } from './Documents.tsx'
import { Money } from './Money.tsx'
import { NetSheet } from './money/NetSheet.tsx'
import { People } from './People.tsx'

/** A deal: its dates beside its people, documents and money. */
export function DealPage() {
  const { id } = useParams({ from: '/frame/deals/$id' })
  return <OpenDeal key={id} id={id} />
}

function OpenDeal({ id }: { id: string }) {
  const { data: deal } = useSuspenseQuery(answerTo(transactions.one, { id }))
  const [search, setSearch] = useAddress()
  const { edit } = deal.may
  const open = deal.status === 'active' || deal.status === 'pending'
  return (
    <>
      <Header deal={deal} />
      <Ended deal={deal} />
      <Parts of="transaction" id={id} />
      <RecordLayout
        main={
          <Stack gap="lg">
            <Dates id={id} open={open} edit={edit} />
            <Activity id={id} />
          </Stack>
        }
        sections={[
          { id: 'people', label: 'People', content: <People id={id} edit={edit} /> },
          {
            id: 'required',
            label: 'Required documents',
            content: <Requirements deal={deal} />,
          },
          { id: 'documents', label: 'Documents', content: <Documents deal={deal} /> },
          { id: 'values', label: 'From documents', content: <FromDocuments deal={deal} /> },
          { id: 'money', label: 'Money', content: <Money deal={deal} /> },
          { id: 'commission', label: 'Commission', content: <Commission deal={deal} /> },
          ...(hasNetSheet(deal) && edit
            ? [{ id: 'net-sheet', label: 'Net sheet', content: <NetSheet deal={deal} /> }]
            : []),
          { id: 'details', label: 'Details', content: <Details deal={deal} /> },
        ]}
        section={search.tab}
        setSection={(tab) => setSearch({ ...search, tab })}
      />
    </>
  )
}

/** A sale or purchase has one, once there is a price. */
function hasNetSheet({ transaction_type, sale_price, list_price }: TransactionDetail): boolean {
  return (transaction_type === 'sale' || transaction_type === 'purchase') && !!(sale_price ?? list_price)
}

function Header({ deal }: { deal: TransactionDetail }) {
  const { address, stage, transaction_number, transaction_type, side, may } = deal
  const { step, dialog } = useSteps()
  const [search, setSearch] = useAddress()
  return (
    <>
      <RecordHeader
        above={
          <Anchor component={Link} to="/deals" size="sm" c="dimmed">
            Deals
          </Anchor>
        }
        title={address}
        status={<Status of={STAGES} status={stage} />}
        facts={[
          nextOf(deal) && <NextDate key="next" deal={deal} />,
          priceOf(deal),
          `${TYPES[transaction_type]}, ${SIDES[side].toLowerCase()}`,
          deal.agent_names.join(', '),
          transaction_number,
          deal.exchange_cooperation && <Exchanging key="exchange" deal={deal} />,
          <DiscrepancyCount key="discrepancies" id={deal.id} />,
        ]}
      >
        {may.edit && (
          <StageMenu deal={deal} step={step}>
            <Button rightSection={<IconChevronDown size={15} />}>Move to</Button>
          </StageMenu>
        )}
        {may.edit && (
          <Button
            variant="default"
            leftSection={<IconPencil size={16} />}
            onClick={() => setSearch({ ...search, new: 'edit' })}
          >
            Edit
          </Button>
        )}
        <MoreMenu deal={deal} />
      </RecordHeader>
      {dialog}
      {may.edit && (
        <EditDealModal
          deal={deal}
          opened={search.new === 'edit'}
          onClose={() => setSearch({ ...search, new: undefined })}
        />
      )}
    </>
  )
}

/** The seller is exchanging: everyone in the deal has to know, and who the intermediary is. */
function Exchanging({ deal }: { deal: TransactionDetail }) {
  const { exchange_intermediary_contact_id: id, exchange_intermediary_name: name } = deal
  return (
    <StatusPill tone="waiting">
      {'Seller is exchanging (1031)'}
      {name && id && (
        <>
          {', '}
          <Anchor inherit component={Link} to={`/contacts/${id}`}>
            {name}
          </Anchor>
        </>
      )}
    </StatusPill>
  )
}

function MoreMenu({ deal: { id, address, archived_at, may } }: { deal: TransactionDetail }) {
  const [archive, unarchive] = [useChange(transactions.archive), useChange(transactions.unarchive)]
  const calendar = useChange(transactions.calendar)
  const [url, setUrl] = useState<string | null>(null)
  const subscribe = async () => {
    const feed = await calendar.make({ id }).catch(notifyRefusal)
    if (feed) setUrl(feed.url)
  }
  const put = async () => {
    if (await archive.run(null, { id })) notifyUndo(`${address} archived.`, () => unarchive.make({ id }))
  }
  return (
    <>
      <More>
        <Menu.Item leftSection={<IconCalendarPlus size={15} />} onClick={subscribe}>
          Add to calendar
        </Menu.Item>
        {may.archive && !archived_at && (
          <Menu.Item leftSection={<IconArchive size={15} />} onClick={put}>
            Archive
          </Menu.Item>
        )}
      </More>
      <Modal
        opened={url !== null}
        onClose={() => setUrl(null)}
        title="The dates of this deal in your calendar"
      >
        <FeedAddress url={url ?? ''} />
      </Modal>
    </>
  )
}

/** How the deal ended, and that it is out of the lists. */
function Ended({ deal: { id, closed_on, cancel_reason, archived_at, may } }: { deal: TransactionDetail }) {
  const unarchive = useChange(transactions.unarchive)
  if (!closed_on && !cancel_reason && !archived_at) return null
  const said = [
    closed_on && `Closed on ${formatDay(closed_on)}.`,
    cancel_reason && `Canceled: ${cancel_reason}`,
    archived_at && 'This deal is archived: it’s in no list of open work, and can’t be changed.',
  ]
  return (
    <Alert color="gray" mb="md" icon={archived_at ? <IconArchive size={18} /> : null}>
      {said.filter(Boolean).join(' ')}
      {archived_at && may.archive && (
        <Button
          size="compact-sm"
          variant="default"
          ml="sm"
          onClick={() => unarchive.run('Deal restored from the archive.', { id })}
        >
          Restore
        </Button>
      )}
    </Alert>
  )
}
