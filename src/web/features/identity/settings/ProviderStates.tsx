import { Badge, Code, Group, Stack, Text } from '@mantine/core'
import { organizations } from '#domains/identity/organizations/contract.ts'
import type { ProviderState } from '#domains/identity/schema.ts'
import { ProviderIcon } from '#web/features/identity/ProviderIcon.tsx'
import { CopyButton } from '#web/kit/Secret.tsx'
import { Section } from '#web/kit/Section.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useCall } from '#web/use-call.ts'

/** Which other accounts people can sign in with; for one that is off, what turns it on. */
export function ProviderStates() {
  const { data, error } = useCall(organizations.providers, {})
  return (
    <Section
      title="Sign-in providers"
      note="Offered on the sign-in page to everyone who uses this installation."
    >
      {error && <Refused error={error} />}
      {!data && !error && <RowsSkeleton rows={2} />}
      <Stack gap="lg">
        {data?.items.map((state) => (
          <State key={state.provider} state={state} />
        ))}
      </Stack>
    </Section>
  )
}

function State({ state: { provider, label, on, issuer, redirect_uri, settings } }: { state: ProviderState }) {
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <ProviderIcon provider={provider} size={20} />
        <Text size="sm" fw={600}>
          {label}
        </Text>
        <Badge color={on ? 'evergreen' : 'gray'}>{on ? 'On' : 'Off'}</Badge>
      </Group>
      {on ? (
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          Anyone with an account at {issuer} can sign in with {label}.
        </Text>
      ) : (
        <>
          <Text size="sm">
            To turn it on, register this redirect address with {label}. Then start Deedline with{' '}
            <Settings names={settings} /> that {label} gives you.
          </Text>
          <Group gap="xs" wrap="nowrap" align="stretch">
            <Code block flex={1} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
              {redirect_uri}
            </Code>
            <CopyButton value={redirect_uri} />
          </Group>
        </>
      )}
    </Stack>
  )
}

function Settings({ names }: { names: string[] }) {
  return names.map((name, i) => (
    <span key={name}>
      {i > 0 && ' and '}
      <Code style={{ overflowWrap: 'anywhere' }}>{name}</Code>
    </span>
  ))
}
