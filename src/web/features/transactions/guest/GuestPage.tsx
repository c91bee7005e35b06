import { Button, Skeleton, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { IconCalendarPlus } from '@tabler/icons-react'
import { useParams } from '@tanstack/react-router'
import { guestPage } from '#domains/transactions/guests/contract.ts'
import type { GuestDeal } from '#domains/transactions/guests/schema.ts'
import { API } from '#lib/requests.ts'
import { pathOf } from '#web/calls.ts'
import type { Refusal } from '#web/http.ts'
import { formatMoney } from '#web/kit/figures.ts'
import { Facts } from '#web/kit/record/Facts.tsx'
import { Status } from '#web/kit/StatusPill.tsx'
import { BrandedPage } from '#web/outside/BrandedPage.tsx'
import { ClosedLink } from '#web/outside/ClosedLink.tsx'
import { Notice } from '#web/outside/Notice.tsx'
import { SenderLine } from '#web/outside/SenderLine.tsx'
import { useCall } from '#web/use-call.ts'
import styles from './Guest.module.css'
import { GuestDates } from './GuestDates.tsx'
import { GuestDocuments } from './GuestDocuments.tsx'
import { GuestRequests } from './GuestRequests.tsx'
import { GUEST_STAGES } from './words.ts'

/** A deal as its client sees it: what is asked of them first, then the dates, then their documents. */
export function GuestPage() {
  const { token } = useParams({ from: '/d/$token' })
  const { data, error } = useCall(guestPage.one, { token }, { retry: false })
  if (data) return <Deal deal={data} token={token} />
  if (error) return <ClosedLink error={error as Refusal} what="This page" did="Your agent was" />
  return (
    <Notice title="Opening your page">
      <Skeleton height={80} />
    </Notice>
  )
}

function Deal({ deal, token }: { deal: GuestDeal; token: string }) {
  const { address, organization, agent, stage, list_price, sale_price, transaction_number } = deal
  useDocumentTitle(address)
  return (
    <BrandedPage organization={organization} logo={agent.logo_url}>
      <div className={styles.deal}>
        <header>
          <Title order={1}>{address}</Title>
          <div className={styles.under}>
            <Status of={GUEST_STAGES} status={stage} />
            <Text size="sm" c="dimmed">
              Prepared for {deal.guest_name}
            </Text>
          </div>
          <SenderLine sender={agent} organization={organization.name} did="Your agent:" />
        </header>
        <GuestRequests requests={deal.requests} agent={agent.name ?? organization.name} />
        <section aria-label="Dates">
          <h2>Dates</h2>
          <GuestDates deal={deal} />
          <Button
            component="a"
            href={`${API}${pathOf(guestPage.calendar, { token })}`}
            variant="default"
            mt="sm"
            leftSection={<IconCalendarPlus size={16} />}
          >
            Add these dates to your calendar
          </Button>
        </section>
        <section aria-label="Documents">
          <h2>Documents</h2>
          <GuestDocuments documents={deal.documents} agent={agent.name ?? organization.name} />
        </section>
        {(list_price || sale_price) && (
          <section aria-label="Price">
            <h2>Price</h2>
            <Facts
              facts={[
                ['List price', list_price && formatMoney(list_price)],
                ['Sale price', sale_price && formatMoney(sale_price)],
              ]}
            />
          </section>
        )}
        <Text size="xs" c="dimmed">
          {transaction_number}
        </Text>
      </div>
    </BrandedPage>
  )
}
