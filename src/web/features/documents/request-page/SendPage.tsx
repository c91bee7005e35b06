import { Alert, Button, Skeleton, Text } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { requestPage } from '#domains/documents/requests/contract.ts'
import type { AskedDocument } from '#domains/documents/requests/schema.ts'
import { isRefusal, isUnreached } from '#web/http.ts'
import { BrandedPage } from '#web/outside/BrandedPage.tsx'
import { Notice, UnreachedNotice } from '#web/outside/Notice.tsx'
import { useCall } from '#web/use-call.ts'
import { SendForm } from './SendForm.tsx'
import { SentFiles } from './SentFiles.tsx'

/** What a client sees who was asked for documents. */
export function SendPage() {
  const { token } = useParams({ from: '/r/$token' })
  const { data, error } = useCall(requestPage.one, { token }, { retry: false })
  if (isRefusal(error, 'missing', 'invalid'))
    return (
      <Notice
        title="This link isn’t valid"
        note="Check that you copied all of it, or ask the sender for a new one."
      />
    )
  if (isUnreached(error)) return <UnreachedNotice />
  if (error)
    return (
      <Notice title="This page can’t be shown right now">
        <Alert color="red" role="alert" mb="md">
          {error.message}
        </Alert>
        <Button onClick={() => location.reload()}>Try again</Button>
      </Notice>
    )
  if (!data)
    return (
      <Notice title="Opening the request">
        <Skeleton height={80} />
      </Notice>
    )
  if (data.closed)
    return (
      <BrandedPage organization={data.organization} logo={data.requested_by.logo_url} bare>
        <Over asked={data} />
      </BrandedPage>
    )
  return (
    <BrandedPage organization={data.organization} logo={data.requested_by.logo_url}>
      <SendForm token={token} asked={data} />
    </BrandedPage>
  )
}

function Over({
  asked: { state, title, requested_by_name, organization, received },
}: {
  asked: AskedDocument
}) {
  const [head, note] = {
    received: [
      'Thank you. Your documents were received.',
      `${requested_by_name} has been notified. There’s nothing more to do.`,
    ],
    closed: ['This request was closed', `${requested_by_name} doesn’t need these documents anymore.`],
    revoked: ['This request was revoked', `${requested_by_name} doesn’t need these documents anymore.`],
    expired: ['This link has expired', `Ask ${requested_by_name} for a new one.`],
    open: ['', ''],
  }[state]
  return (
    <Notice title={head ?? ''} note={note ?? ''}>
      <SentFiles label="Received" files={received} needed={false} />
      <Text size="sm" c="dimmed">
        “{title}”, for {organization.name}
      </Text>
    </Notice>
  )
}
