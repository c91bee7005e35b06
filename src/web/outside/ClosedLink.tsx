import { Alert, Button } from '@mantine/core'
import type { SenderCard } from '#domains/documents/senders/schema.ts'
import { isUnreached, type Refusal } from '#web/http.ts'
import { BrandedPage } from './BrandedPage.tsx'
import { Notice, UnreachedNotice } from './Notice.tsx'
import { SenderLine } from './SenderLine.tsx'

type Props = {
  error: Refusal
  /** What the link leads to: "This document". */
  what: string
  /** What the person did who is to be asked: "Shared by". */
  did: string
}

/** Why a link does not open. */
export function ClosedLink({ error, what, did }: Props) {
  if (isUnreached(error)) return <UnreachedNotice />
  if (error.code === 'gone') return <Gone error={error} did={did} />
  if (['missing', 'invalid'].includes(error.code))
    return (
      <Notice
        title="This link isn’t valid"
        note="Check that you copied all of it, or ask the sender for a new one."
      />
    )
  return (
    <Notice title={`${what} can’t be opened right now`}>
      <Alert color="red" role="alert" mb="md">
        {error.message}
      </Alert>
      <Button onClick={() => location.reload()}>Try again</Button>
    </Notice>
  )
}

type Sender = {
  shared_by: SenderCard
  organization: { name: string; branding: Record<string, unknown> } | undefined
}

/** A link that worked once still says whom to ask; one that never did names no one. */
function Gone({ error, did }: Omit<Props, 'what'>) {
  const { shared_by, organization } = error.details as Sender
  if (!organization) return <Notice title="This link isn’t valid" note={error.message} />
  return (
    <BrandedPage organization={organization} logo={shared_by.logo_url} bare>
      <Notice title="This link isn’t available" note={error.message}>
        <SenderLine sender={shared_by} organization={organization.name} did={did} />
      </Notice>
    </BrandedPage>
  )
}
