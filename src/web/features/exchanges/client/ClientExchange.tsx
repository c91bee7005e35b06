import { Anchor, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { exchangePage } from '#domains/exchanges/guests/contract.ts'
import type { GuestExchange } from '#domains/exchanges/guests/schema.ts'
import { DEADLINE_NAMES } from '#domains/exchanges/rules/deadline-names.ts'
import { API } from '#lib/requests.ts'
import { pathOf } from '#web/calls.ts'
import { DaysLeft } from '#web/features/exchanges/DaysLeft.tsx'
import { EXCHANGE_STATUSES } from '#web/features/exchanges/words.ts'
import { formatDay, formatDaysIn } from '#web/kit/dates.tsx'
import { Status } from '#web/kit/StatusPill.tsx'
import { timeZoneName } from '#web/kit/time-zones.ts'
import { BrandedPage } from '#web/outside/BrandedPage.tsx'
import { SenderLine } from '#web/outside/SenderLine.tsx'
import styles from './Client.module.css'
import { Identify } from './Identify.tsx'
import { SignCard } from './SignCard.tsx'

type Props = { exchange: GuestExchange; token: string; session: string; onChange: () => void }

/** What is asked of the participant first, then the dates, then what is identified, then their documents. */
export function ClientExchange({ exchange, token, session, onChange }: Props) {
  const { name, organization, coordinator, to_sign, deadlines, documents, time_zone, identification } =
    exchange
  useDocumentTitle(name)
  const hrefOf = (document_id: string) =>
    `${API}${pathOf(exchangePage.document, { token, document_id, session })}`
  return (
    <BrandedPage organization={organization} logo={coordinator.logo_url}>
      <div className={styles.exchange}>
        <header>
          <Title order={1}>{name}</Title>
          <div className={styles.row}>
            <Status of={EXCHANGE_STATUSES} status={exchange.status} />
            <Text size="sm" c="dimmed">
              Prepared for {exchange.guest_name} · {exchange.exchange_number}
            </Text>
          </div>
          <SenderLine sender={coordinator} organization={organization.name} did="Your coordinator:" />
        </header>
        {to_sign.length > 0 && (
          <section aria-label="To sign">
            <h2>To sign</h2>
            <ul className={styles.list}>
              {to_sign.map((one) => (
                <SignCard
                  key={one.id}
                  waiting={one}
                  href={hrefOf(one.document_id)}
                  token={token}
                  session={session}
                  onChange={onChange}
                />
              ))}
            </ul>
          </section>
        )}
        <section aria-label="Deadlines">
          <h2>Deadlines</h2>
          {deadlines.length === 0 && (
            <Text c="dimmed">They begin with the closing of the property that you sell.</Text>
          )}
          <div className={styles.dates}>
            {deadlines.map(({ kind, date, days_remaining, reason }) => (
              <div key={kind} className={styles.card}>
                <Text size="sm" c="dimmed">
                  {DEADLINE_NAMES[kind]}
                </Text>
                <time dateTime={date} className={styles.day}>
                  {formatDay(date)}
                </time>
                <DaysLeft left={days_remaining} over={false} />
                <Text size="sm">{formatDaysIn(reason)}</Text>
              </div>
            ))}
          </div>
          {deadlines.length > 0 && (
            <Text size="sm" c="dimmed" mt="xs">
              Each ends at midnight, {timeZoneName(time_zone)}. Weekends and holidays don’t move it.
            </Text>
          )}
        </section>
        {identification && (
          <section aria-label="Identification">
            <h2>Identification</h2>
            <Identify
              exchange={exchange}
              identification={identification}
              token={token}
              session={session}
              onChange={onChange}
            />
          </section>
        )}
        <section aria-label="Documents">
          <h2>Documents</h2>
          {documents.length === 0 && <Text c="dimmed">Nothing is shared with you yet.</Text>}
          <ul className={styles.list}>
            {documents.map(({ document_id, title }) => (
              <li key={document_id}>
                <Anchor href={hrefOf(document_id)} target="_blank">
                  {title}
                </Anchor>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </BrandedPage>
  )
}
