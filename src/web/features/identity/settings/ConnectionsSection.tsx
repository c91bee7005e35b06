import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { connections, type providers } from '#domains/identity/oidc/contract.ts'
import { type ProviderConnection, ProviderName } from '#domains/identity/schema.ts'
import type { AnswerOf } from '#lib/contract.ts'
import { call } from '#web/calls.ts'
import { ProviderIcon } from '#web/features/identity/ProviderIcon.tsx'
import { useProviderAnswer } from '#web/features/identity/provider-answer.ts'
import { useProviders } from '#web/features/identity/sign-in/Providers.tsx'
import { formatInstant, Moment } from '#web/kit/dates.tsx'
import { notify, notifyRefusal } from '#web/kit/notify.tsx'
import { Section } from '#web/kit/Section.tsx'
import { SureButton } from '#web/kit/SureButton.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useCall, useChange } from '#web/use-call.ts'

/** Accounts elsewhere that this person can sign in with; nothing where none is offered and none is connected. */
export function ConnectionsSection() {
  const { data, error } = useCall(connections.all, {})
  const offered = useProviders()
  const back = useProviderAnswer()
  const items = data?.items ?? []
  const arrived = offered.find(({ provider }) => provider === back.connected)?.label
  useEffect(() => {
    if (arrived) notify(`${arrived} opens this account now.`)
  }, [arrived])
  const free = offered.filter(({ provider }) => !items.some((one) => one.provider === provider))
  if (data && items.length + free.length === 0) return null
  const label = (name: string) => offered.find(({ provider }) => provider === name)?.label ?? name
  return (
    <Section
      id="connected-accounts"
      title="Connected accounts"
      note="Sign in with one of these instead of your password."
    >
      <Stack gap="xs">
        {back.error && (
          <Alert color="red" role="alert">
            {back.error}
          </Alert>
        )}
        {error && <Refused error={error} />}
        {!data && !error && <RowsSkeleton rows={2} />}
        {items.map((one) => (
          <Connected
            key={one.provider}
            connection={one}
            label={label(one.provider)}
            last={items.length === 1 && !data?.has_password}
          />
        ))}
        {data && free.map((one) => <Offered key={one.provider} offer={one} />)}
      </Stack>
    </Section>
  )
}

type ConnectedProps = { connection: ProviderConnection; label: string; last: boolean }

function Connected({
  connection: { provider, email, created_at, last_used_at },
  label,
  last,
}: ConnectedProps) {
  const { make } = useChange(connections.disconnect)
  const disconnect = async () => {
    await make({ provider: ProviderName.parse(provider) })
    notify(`${label} no longer opens this account.`)
  }
  return (
    <Group justify="space-between" wrap="nowrap" mih={40}>
      <Group gap="sm" wrap="nowrap" miw={0}>
        <ProviderIcon provider={provider} size={20} />
        <div style={{ minWidth: 0 }}>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            <strong>{label}</strong> · {email}
          </Text>
          <Text size="xs" c="dimmed">
            Since {formatInstant(created_at)} ·{' '}
            {last_used_at ? (
              <>
                last used <Moment at={last_used_at} />
              </>
            ) : (
              'not used yet'
            )}
            {last && ' · your only way in: set a password before you disconnect it'}
          </Text>
        </div>
      </Group>
      {!last && (
        <SureButton act={disconnect} sure="Yes, disconnect" aria-label={`Disconnect ${label}`}>
          Disconnect
        </SureButton>
      )}
    </Group>
  )
}

type Offer = AnswerOf<typeof providers.all>['items'][number]

function Offered({ offer: { provider, label } }: { offer: Offer }) {
  const [going, setGoing] = useState(false)
  const connect = async () => {
    setGoing(true)
    try {
      const { url } = await call(connections.connect, { provider })
      location.assign(url)
    } catch (error) {
      setGoing(false)
      notifyRefusal(error)
    }
  }
  return (
    <Group justify="space-between" wrap="nowrap" mih={40}>
      <Group gap="sm" wrap="nowrap">
        <ProviderIcon provider={provider} size={20} />
        <Text size="sm">
          {label}{' '}
          <Text span inherit c="dimmed">
            · not connected
          </Text>
        </Text>
      </Group>
      <Button flex="none" variant="default" loading={going} onClick={connect} aria-label={`Connect ${label}`}>
        Connect
      </Button>
    </Group>
  )
}
