import { Alert, Button, Stack, Text, TextInput, Title } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { exchangeDoor } from '#domains/exchanges/guests/contract.ts'
import { call } from '#web/calls.ts'
import type { Refusal } from '#web/http.ts'
import { BrandedPage } from '#web/outside/BrandedPage.tsx'
import { ClosedLink } from '#web/outside/ClosedLink.tsx'
import { useCall } from '#web/use-call.ts'
import styles from './Client.module.css'

type Props = { token: string; onOpen: (session: string | null) => void; ended?: boolean }

/** Who has the link gets a code by email; the code opens the page. */
export function Door({ token, onOpen, ended = false }: Props) {
  const { data, error } = useCall(exchangeDoor.door, { token }, { retry: false })
  const [state, setState] = useState<'start' | 'sent'>('start')
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(
    ended ? 'Your session has ended. Ask for a new code.' : null,
  )
  if (error) return <ClosedLink error={error as Refusal} what="This page" did="Your coordinator:" />
  if (!data) return null

  const attempt = async (work: () => Promise<void>) => {
    setBusy(true)
    setRefusal(null)
    await work().catch((failed: Refusal) => setRefusal(failed.message))
    setBusy(false)
  }
  const send = () =>
    attempt(async () => {
      await call(exchangeDoor.code, { token })
      setState('sent')
    })
  const enter = (event: FormEvent) => {
    event.preventDefault()
    return attempt(async () => {
      const { session } = await call(exchangeDoor.session, { token }, { code })
      onOpen(session)
    })
  }
  return (
    <BrandedPage organization={data.organization} logo={null}>
      <form onSubmit={enter} className={styles.door} noValidate>
        <Title order={1}>Your 1031 exchange</Title>
        <Text>
          {state === 'start'
            ? `To open your page, we email a code to ${data.email_hint}.`
            : `We sent a code to ${data.email_hint}. It works once, for 15 minutes.`}
        </Text>
        {refusal && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        {state === 'start' ? (
          <Button type="button" size="md" loading={busy} onClick={send}>
            Email me a code
          </Button>
        ) : (
          <Stack gap="sm">
            <TextInput
              label="Code from the email"
              size="md"
              value={code}
              onChange={(event) => setCode(event.currentTarget.value.replaceAll(/\D/g, '').slice(0, 6))}
              autoComplete="one-time-code"
              inputMode="numeric"
              data-autofocus
            />
            <Button type="submit" size="md" loading={busy} disabled={code.length < 6}>
              Open my page
            </Button>
            <Button type="button" variant="subtle" onClick={send} disabled={busy}>
              Send another code
            </Button>
          </Stack>
        )}
      </form>
    </BrandedPage>
  )
}
