import { Anchor, Button, Group, Text, UnstyledButton } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconCheck, IconChevronLeft, IconChevronRight, IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { requirements } from '#domains/transactions/requirements/contract.ts'
import type { ReviewItem } from '#domains/transactions/requirements/schema.ts'
import { ReasonModal } from '#web/features/transactions/requirements/ReasonModal.tsx'
import { useReviewActs } from '#web/features/transactions/requirements/use-review-acts.ts'
import { Deadline, Moment } from '#web/kit/dates.tsx'
import { notify } from '#web/kit/notify.tsx'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { Empty, Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useMay } from '#web/session.ts'
import { useAddress } from '#web/use-address.ts'
import { usePages } from '#web/use-call.ts'
import { DocumentPages } from './DocumentPages.tsx'
import { placeIn } from './place.ts'
import styles from './Review.module.css'

/** Required documents of all deals that wait for review, the oldest first, each beside its pages. */
export function ReviewPage() {
  const { items, error, refetch, hasNextPage, fetchNextPage } = usePages(requirements.review, { limit: 100 })
  const [search, setSearch] = useAddress()
  if (error) return <Refused error={error} retry={refetch} />
  const { current, before, next } = placeIn(items ?? [], search.open)
  const go = (id: string | undefined) => setSearch({ ...search, open: id })
  return (
    <>
      <PageHeader
        title="Review"
        above={
          <Anchor component={Link} to="/deals" size="sm" c="dimmed">
            Deals
          </Anchor>
        }
      />
      {!items && <RowsSkeleton rows={6} />}
      {items?.length === 0 && (
        <Empty title="You’re all caught up">
          Documents that agents submit for their deals wait here for your review.
        </Empty>
      )}
      {items && current && (
        <div className={styles.halves}>
          <nav aria-label="Documents to review">
            <ul className={styles.queue}>
              {items.map((item) => (
                <li key={item.id}>
                  <Entry item={item} current={item.id === current.id} onOpen={() => go(item.id)} />
                </li>
              ))}
              {hasNextPage && (
                <Button variant="subtle" size="compact-sm" onClick={() => fetchNextPage()}>
                  Show more
                </Button>
              )}
            </ul>
          </nav>
          <Current
            key={`${current.id} ${current.document_version}`}
            item={current}
            place={`${items.indexOf(current) + 1} of ${items.length}${hasNextPage ? '+' : ''}`}
            before={before && (() => go(before.id))}
            next={next && (() => go(next.id))}
            done={() => (next ? go(next.id) : notify('Review finished.'))}
          />
        </div>
      )}
    </>
  )
}

type EntryProps = { item: ReviewItem; current: boolean; onOpen: () => void }

function Entry({ item: { name, address, since }, current, onOpen }: EntryProps) {
  return (
    <UnstyledButton className={styles.entry} aria-current={current} onClick={onOpen}>
      <Text size="sm" fw={500} truncate>
        {name}
      </Text>
      <Text size="xs" c="dimmed" truncate>
        {address}
      </Text>
      <Text size="xs" c="dimmed" component="div">
        Submitted <Moment at={since} />
      </Text>
    </UnstyledButton>
  )
}

type CurrentProps = {
  item: ReviewItem
  place: string
  before: (() => void) | undefined
  next: (() => void) | undefined
  done: () => void
}

function Current({ item, place, before, next, done }: CurrentProps) {
  const { name, document_id, document_title, document_version } = item
  const review = useMay('transactions.review')
  const { approve, reject, busy } = useReviewActs(item)
  const [rejecting, setRejecting] = useState(false)
  const decides = review && document_title !== null
  const approveAndGo = async () => {
    if (decides && !busy && (await approve())) done()
  }
  const ask = () => decides && setRejecting(true)
  useHotkeys([
    ['a', () => approveAndGo()],
    ['r', ask],
    ['j', () => next?.()],
    ['k', () => before?.()],
  ])
  return (
    <div>
      <div className={styles.bar}>
        <About item={item} />
        <Group gap="xs" wrap="nowrap" flex="none">
          <Text size="sm" c="dimmed" className="figures">
            {place}
          </Text>
          <Button.Group>
            <Button
              size="compact-md"
              variant="default"
              aria-label="Previous (K)"
              disabled={!before}
              onClick={before}
            >
              <IconChevronLeft size={16} />
            </Button>
            <Button size="compact-md" variant="default" aria-label="Next (J)" disabled={!next} onClick={next}>
              <IconChevronRight size={16} />
            </Button>
          </Button.Group>
          {decides && (
            <>
              <Button
                size="compact-md"
                variant="default"
                leftSection={<IconX size={16} />}
                title="Reject (R)"
                onClick={ask}
              >
                Reject
              </Button>
              <Button
                size="compact-md"
                leftSection={<IconCheck size={16} />}
                title="Approve (A)"
                loading={busy}
                onClick={approveAndGo}
              >
                Approve
              </Button>
            </>
          )}
        </Group>
      </div>
      {document_id && document_title !== null ? (
        <DocumentPages id={document_id} version_number={document_version ?? 1} />
      ) : (
        <Empty title="You can’t see this document">
          {`Ask ${item.submitted_by_name ?? 'the person who submitted it'} to share it with you.`}
        </Empty>
      )}
      {rejecting && (
        <ReasonModal
          kind="reject"
          name={name}
          onClose={() => setRejecting(false)}
          send={async (reason) => {
            await reject(reason)
            done()
          }}
        />
      )}
    </div>
  )
}

function About({ item }: { item: ReviewItem }) {
  const { name, address, transaction_id, reason, citation, closing_date, document_id, document_title } = item
  return (
    <div style={{ minWidth: 0 }}>
      <Text fw={600}>{name}</Text>
      <Text size="sm" component="div">
        <Anchor inherit component={Link} to={`/deals/${transaction_id}`}>
          {address}
        </Anchor>
        {closing_date && (
          <Text span inherit c="dimmed">
            {' · Closing '}
            <Deadline day={closing_date} inherit />
          </Text>
        )}
      </Text>
      <Text size="xs" c="dimmed">
        {[reason, citation].filter(Boolean).join(' · ')}
      </Text>
      {document_id && document_title && (
        <Anchor component={Link} to={`/documents/${document_id}`} size="xs">
          {`${document_title}${(item.document_version ?? 1) > 1 ? `, version ${item.document_version}` : ''}`}
        </Anchor>
      )}
      {item.submitted_by_name && (
        <Text span size="xs" c="dimmed">
          {` · Submitted by ${item.submitted_by_name}`}
        </Text>
      )}
    </div>
  )
}
