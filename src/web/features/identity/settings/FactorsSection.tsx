import { Badge, Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { factors } from '#domains/identity/factors/contract.ts'
import { me } from '#domains/identity/people/contract.ts'
import type { Factor } from '#domains/identity/schema.ts'
import { call } from '#web/calls.ts'
import { BackupCodes } from '#web/features/identity/factors/BackupCodes.tsx'
import { SetUpFactor } from '#web/features/identity/factors/SetUpFactor.tsx'
import { FACTORS } from '#web/features/identity/words.ts'
import { formatInstant } from '#web/kit/dates.tsx'
import { notify, notifyRefusal } from '#web/kit/notify.tsx'
import { Section } from '#web/kit/Section.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useSession, useSessionKeeper } from '#web/session.ts'
import { useCall, useChange } from '#web/use-call.ts'

export function FactorsSection() {
  const keeper = useSessionKeeper()
  const { data, error, isPending } = useCall(factors.all, {})
  const { run } = useChange(factors.remove)
  const { make } = useChange(factors.makeBackupCodes)
  const [adding, setAdding] = useState(false)
  const [codes, setCodes] = useState<string[] | null>(null)

  const done = (backup: string[] | null) => {
    setAdding(false)
    setCodes(backup)
    if (!backup) notify('Two-step verification is on.')
  }
  const makeCodes = () => make({}).then(({ backup_codes }) => done(backup_codes), notifyRefusal)
  const drop = async (type: Factor['type']) => {
    if (!(await run(`${FACTORS[type]}: removed.`, { type }))) return
    // Whether two-step verification is still on depends on what else there is.
    await call(me.one, {}).then(({ user }) => keeper.updateUser(user), notifyRefusal)
  }

  const confirmed = data?.items.filter((factor) => factor.confirmed_at || factor.type === 'backup_code') ?? []
  return (
    <Section
      id="second-factor"
      title="Two-step verification"
      note="A stolen password alone can’t open your account."
    >
      {isPending && <RowsSkeleton rows={2} />}
      {error && <Refused error={error} />}
      {data && (
        <FactorList factors={confirmed} add={() => setAdding(true)} drop={drop} makeCodes={makeCodes} />
      )}
      <Modal opened={adding} onClose={() => setAdding(false)} title="Add a verification method">
        <SetUpFactor onDone={done} />
      </Modal>
      <Modal
        opened={codes !== null}
        onClose={() => setCodes(null)}
        title="Your backup codes"
        closeOnClickOutside={false}
      >
        {codes && <BackupCodes codes={codes} onDone={() => setCodes(null)} />}
      </Modal>
    </Section>
  )
}

type ListProps = {
  factors: Factor[]
  add: () => void
  drop: (type: Factor['type']) => void
  makeCodes: () => void
}

function FactorList({ factors, add, drop, makeCodes }: ListProps) {
  const on = useSession()?.user.mfa_enabled
  return (
    <Stack gap="sm">
      {factors.length === 0 && (
        <Text size="sm">
          {on
            ? 'On, with your passkeys. Add an authenticator app for devices that have none.'
            : 'Off. Add a passkey or an authenticator app: both work offline.'}
        </Text>
      )}
      {factors.map((factor) => (
        <Row key={factor.type} factor={factor} drop={() => drop(factor.type)} />
      ))}
      <Group gap="xs">
        <Button variant={factors.length ? 'default' : 'filled'} onClick={add}>
          Add a method
        </Button>
        {factors.length > 0 && (
          <Button variant="default" onClick={makeCodes}>
            New backup codes
          </Button>
        )}
      </Group>
    </Stack>
  )
}

function Row({ factor, drop }: { factor: Factor; drop: () => void }) {
  const codes = factor.type === 'backup_code'
  return (
    <Group justify="space-between" wrap="nowrap" py={4}>
      <div>
        <Text size="sm" fw={500}>
          {FACTORS[factor.type]}
        </Text>
        <Text size="xs" c="dimmed">
          {codes
            ? 'For when you don’t have your phone'
            : `${factor.phone ?? ''} Since ${formatInstant(factor.confirmed_at ?? '')}`}
        </Text>
      </div>
      {codes ? (
        <Badge
          color={(factor.remaining ?? 0) < 3 ? 'amber' : 'gray'}
        >{`${factor.remaining ?? 0} left`}</Badge>
      ) : (
        <Button flex="none" variant="subtle" color="red" onClick={drop}>
          Remove
        </Button>
      )}
    </Group>
  )
}
