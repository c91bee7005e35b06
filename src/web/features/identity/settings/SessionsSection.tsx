import { Badge, Button, Group, Stack, Text } from '@mantine/core'
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Session } from '#domains/identity/schema.ts'
import { sessions } from '#domains/identity/sessions/contract.ts'
import { call, everyOf } from '#web/calls.ts'
import { Moment } from '#web/kit/dates.tsx'
import { notifyRefusal } from '#web/kit/notify.tsx'
import { Section } from '#web/kit/Section.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useSessionKeeper } from '#web/session.ts'
import { useChange } from '#web/use-call.ts'
import { describeDevice } from './devices.ts'

export function SessionsSection() {
  const { run } = useChange(sessions.end)
  const { signOut } = useSessionKeeper()
  const { data, error } = useQuery(everyOf(sessions.all, {}))
  const endAll = () => call(sessions.endAll, {}).then(signOut).catch(notifyRefusal)
  return (
    <Section title="Devices" note="Sign out any device you don’t recognize, then change your password.">
      {error && <Refused error={error} />}
      {!data && !error && <RowsSkeleton rows={3} />}
      <Stack gap={4}>
        {data?.map((session) => (
          <Row key={session.id} session={session} end={() => run('Device signed out.', { id: session.id })} />
        ))}
      </Stack>
      {data && (
        <Button mt="sm" variant="default" onClick={endAll}>
          Sign out everywhere
        </Button>
      )}
    </Section>
  )
}

function Row({ session, end }: { session: Session; end: () => void }) {
  const { browser, mobile } = describeDevice(session.user_agent ?? '')
  const Icon = mobile ? IconDeviceMobile : IconDeviceDesktop
  return (
    <Group justify="space-between" wrap="nowrap" py={4}>
      <Group gap="sm" wrap="nowrap" miw={0}>
        <Icon size={20} stroke={1.5} aria-hidden />
        <div style={{ minWidth: 0 }}>
          <Text size="sm" fw={500} truncate>
            {browser}
          </Text>
          <Text size="xs" c="dimmed">
            {session.ip_address} · active <Moment at={session.last_used_at} />
          </Text>
        </div>
      </Group>
      {session.current ? (
        <Badge flex="none">This device</Badge>
      ) : (
        <Button flex="none" variant="subtle" color="red" onClick={end}>
          Sign out
        </Button>
      )}
    </Group>
  )
}
