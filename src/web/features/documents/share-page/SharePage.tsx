import { Button, PasswordInput, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { isRefusal, isUnreached, type Refusal } from '#web/http.ts'
import { BrandedPage } from '#web/outside/BrandedPage.tsx'
import { ClosedLink } from '#web/outside/ClosedLink.tsx'
import { Notice } from '#web/outside/Notice.tsx'
import { SenderLine } from '#web/outside/SenderLine.tsx'
import styles from '#web/outside/shared.module.css'
import { type OpenLink, openLink } from './open-link.ts'
import { SharedFile } from './SharedFile.tsx'

/** What the holder of a link sees first; opening it counts as one access, so it is done once. */
export function SharePage() {
  const { token } = useParams({ from: '/s/$token' })
  const [unlocked, setUnlocked] = useState<OpenLink | null>(null)
  const { data, error } = useQuery({
    queryKey: ['shared', token],
    retry: false,
    // A link that is open stays as it is when the connection returns: opening it again would be another access.
    staleTime: ({ state }) => (state.data ? 'static' : 0),
    queryFn: () => openLink(token),
  })
  const link = unlocked ?? data
  if (link) return <SharedFile link={link} />
  if (isRefusal(error, 'unauthenticated'))
    return <PasswordStep token={token} from={senderOf(error)} onOpen={setUnlocked} />
  if (error) return <ClosedLink error={error as Refusal} what="This document" did="Shared by" />
  return (
    <Notice title="Opening the document">
      <Skeleton height={80} />
    </Notice>
  )
}

type Sender = Pick<OpenLink, 'shared_by' | 'organization'>
type PasswordProps = { token: string; from: Sender; onOpen: (link: OpenLink) => void }

/** Whose document it is, which the refusal says. */
function senderOf({ details }: Refusal): Sender {
  return details as Sender
}

function PasswordStep({ token, from: { shared_by, organization }, onOpen }: PasswordProps) {
  const [password, setPassword] = useState('')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [busy, setBusy] = useState(false)
  const open = () => {
    setBusy(true)
    return openLink(token, password)
      .then(onOpen, setRefusal)
      .finally(() => setBusy(false))
  }
  const mayTryAgain = isRefusal(refusal, 'unauthenticated') || isUnreached(refusal)
  if (refusal && !mayTryAgain) return <ClosedLink error={refusal} what="This document" did="Shared by" />
  return (
    <BrandedPage organization={organization} logo={shared_by.logo_url}>
      <div className={styles.narrow}>
        <Title order={1}>This document is password-protected</Title>
        <SenderLine sender={shared_by} organization={organization.name} did="Shared by" />
        <Text c="dimmed" size="sm" mb="md">
          Ask the sender for the password. Deedline never asks for your email password.
        </Text>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            return open()
          }}
        >
          <Stack gap="md">
            <PasswordInput
              label="Password"
              required
              autoFocus
              autoComplete="off"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              error={refusal?.message}
            />
            <Button type="submit" size="md" loading={busy}>
              Open
            </Button>
          </Stack>
        </form>
      </div>
    </BrandedPage>
  )
}
