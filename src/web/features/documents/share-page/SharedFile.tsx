import { Alert, Button, Group, Skeleton, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { sharedPage } from '#domains/documents/shares/contract.ts'
import { answerTo, pathOf } from '#web/calls.ts'
import { API } from '#web/http.ts'
import { formatExpiry, formatUntil, useNow } from '#web/kit/dates.tsx'
import { followDownload } from '#web/kit/downloads.ts'
import { formatBytes, formatCount } from '#web/kit/figures.ts'
import { Empty, Refused } from '#web/kit/states.tsx'
import { BrandedPage } from '#web/outside/BrandedPage.tsx'
import { SenderLine } from '#web/outside/SenderLine.tsx'
import styles from '#web/outside/shared.module.css'
import { type OpenLink, withTicket } from './open-link.ts'
import { SharedComments } from './SharedComments.tsx'
import { SharedPages } from './SharedPages.tsx'

/** The document as the organization shows it to the outside. */
export function SharedFile({ link }: { link: OpenLink }) {
  const {
    token,
    ticket,
    organization,
    title,
    access_type,
    message,
    shared_by_name,
    shared_by,
    newer_version,
  } = link
  const { data, error } = useQuery({
    ...answerTo(sharedPage.pages, { token }, withTicket(link)),
    select: ({ items }) => items,
  })
  useDocumentTitle(`${title} · ${organization.name}`)
  return (
    <BrandedPage organization={organization} logo={shared_by.logo_url}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Title order={1} style={{ overflowWrap: 'anywhere', minWidth: 0 }}>
          {title}
        </Title>
        {/* The browser's own download cannot send a header, so the ticket stands in the address. */}
        {access_type === 'download' && (
          <Button
            leftSection={<IconDownload size={16} />}
            onClick={() => followDownload(`${API}${pathOf(sharedPage.content, { token, ticket })}`)}
          >
            Download
          </Button>
        )}
      </Group>
      <SenderLine sender={shared_by} organization={organization.name} did="Shared by" />
      <p className={styles.facts}>
        <Facts link={link} />
      </p>
      {message && <blockquote className={styles.message}>{message}</blockquote>}
      {newer_version && (
        <Alert color="amber" mb="md">
          There is a newer version. Ask {shared_by_name} to share it with you.
        </Alert>
      )}
      {error && <Refused error={error} />}
      {!data && !error && <Skeleton height={560} />}
      {data?.length === 0 && (
        <Empty title="No preview">
          {access_type === 'download'
            ? 'Download the file to open it.'
            : 'This file can’t be shown here yet. Try again in a minute, or ask the sender for a download link.'}
        </Empty>
      )}
      {data && data.length > 0 && <SharedPages link={link} pages={data} />}
      {access_type === 'comment' && <SharedComments link={link} />}
    </BrandedPage>
  )
}

function Facts({ link: { page_count, file_size, expires_at } }: { link: OpenLink }) {
  const now = useNow()
  const size = [page_count === null ? null : formatCount(page_count, 'page'), formatBytes(file_size)]
    .filter(Boolean)
    .join(', ')
  return (
    <>
      {size} ·{' '}
      {expires_at
        ? `available until ${formatExpiry(expires_at)} (${formatUntil(expires_at, now)})`
        : 'no expiration'}
    </>
  )
}
