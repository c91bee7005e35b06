import { Alert, Button, Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { AskedDocument } from '#domains/documents/requests/schema.ts'
import { BrandedPage } from '#web/features/documents/shared/BrandedPage.tsx'
import { Notice } from '#web/features/documents/shared/Notice.tsx'
import { isRefusal, isUnreached } from '#web/http.ts'
import { unreachedWords } from '#web/kit/unreached.ts'
import { askedDocument } from './requests.ts'
import { SendForm } from './SendForm.tsx'

/** What somebody meets who was asked for a document. */
export function SendPage() {
  const { token } = useParams({ from: '/r/$token' })
  const { data, error } = useQuery(askedDocument(token))
  if (isRefusal(error, 'missing', 'invalid'))
    return (
      <Notice
        title="This link leads nowhere"
        note="It may have been cut off when it was copied. Ask who sent it to you for a new one."
      />
    )
  if (isUnreached(error)) return <Notice {...unreachedWords()} />
  if (error)
    return (
      <Notice title="The page cannot be shown now">
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
  if (data.state !== 'open') return <Over asked={data} />
  return (
    <BrandedPage organization={data.organization}>
      <SendForm token={token} asked={data} />
    </BrandedPage>
  )
}

function Over({ asked: { state, title, requested_by_name, organization } }: { asked: AskedDocument }) {
  const [head, note] = {
    received: ['Thank you, all has arrived', `${requested_by_name} has been told. Nothing more is needed.`],
    withdrawn: ['Nothing is needed any more', `${requested_by_name} has withdrawn this request.`],
    expired: ['This link has expired', `Ask ${requested_by_name} to open it again; it takes a moment.`],
    open: ['', ''],
  }[state]
  return (
    <Notice title={head ?? ''} note={note ?? ''}>
      <Text size="sm" c="dimmed">
        “{title}”, for {organization.name}
      </Text>
    </Notice>
  )
}
