import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ProviderConnection } from '#domains/identity/schema.ts'
import { post, remove } from '#web/api.ts'
import { takeProviderAnswer } from '#web/features/identity/provider-answer.ts'
import { connections, type Provider, providers } from '#web/features/identity/requests.ts'
import { ProviderIcon } from '#web/features/identity/sign-in/Providers.tsx'
import { Moment } from '#web/kit/dates.tsx'
import { tell, tellRefusal } from '#web/kit/notify.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { Section } from './Section.tsx'

/** Which accounts of Google and Microsoft open this one. Left out where the installation has none. */
export function ProvidersSection() {
  const [answer] = useState(takeProviderAnswer)
  const offered = useQuery(providers)
  const connected = useQuery(connections)
  const arrived = offered.data?.find(({ provider }) => provider === answer.connected)?.label
  useEffect(() => {
    if (arrived) tell(`${arrived} opens this account now.`)
  }, [arrived])
  if (offered.data?.length === 0 && !connected.data?.length) return null
  return (
    <Section title="Connected accounts" note="Sign in by one of them instead of with your password.">
      {connected.error && <Refused error={connected.error} />}
      {connected.isPending && <RowsSkeleton rows={2} />}
      <Stack gap="sm">
        {answer.error && (
          <Alert color="red" role="alert">
            {answer.error}
          </Alert>
        )}
        {connected.data &&
          offered.data?.map((provider) => (
            <Row
              key={provider.provider}
              provider={provider}
              connection={connected.data.find((one) => one.provider === provider.provider)}
            />
          ))}
      </Stack>
    </Section>
  )
}

type RowProps = { provider: Provider; connection: ProviderConnection | undefined }

function Row({ provider: { provider, label }, connection }: RowProps) {
  const queries = useQueryClient()
  const [leaving, setLeaving] = useState(false)
  const connect = () => {
    setLeaving(true)
    post<{ url: string }>(`/me/providers/${provider}`).then(
      ({ url }) => location.assign(url),
      (error) => {
        setLeaving(false)
        tellRefusal(error)
      },
    )
  }
  const disconnect = () =>
    remove(`/me/providers/${provider}`)
      .then(() => queries.invalidateQueries({ queryKey: connections.queryKey }))
      .then(() => tell(`${label} no longer opens this account.`), tellRefusal)
  return (
    <Group justify="space-between" wrap="nowrap">
      <Group gap="sm" wrap="nowrap" miw={0}>
        <ProviderIcon provider={provider} size={20} />
        <div style={{ minWidth: 0 }}>
          <Text size="sm" fw={500}>
            {label}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {connection ? (
              <>
                {connection.email} · since <Moment at={connection.created_at} />
              </>
            ) : (
              'Not connected'
            )}
          </Text>
        </div>
      </Group>
      {connection ? (
        <Button variant="subtle" color="red" onClick={disconnect} aria-label={`Disconnect ${label}`}>
          Disconnect
        </Button>
      ) : (
        <Button variant="default" loading={leaving} onClick={connect} aria-label={`Connect ${label}`}>
          Connect
        </Button>
      )}
    </Group>
  )
}
