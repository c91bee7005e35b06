import { Alert, Button, Stack } from '@mantine/core'
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { facts } from '#domains/identity/audit/contract.ts'
import type { AnswerOf } from '#lib/contract.ts'
import { call } from '#web/calls.ts'
import { formatCount } from '#web/kit/figures.ts'
import { Refused } from '#web/kit/states.tsx'

/** Verifies the chain of the audit log, and says what it found. */
export function Verification() {
  const { mutate, data, error, isPending } = useMutation({ mutationFn: () => call(facts.verify, {}) })
  return (
    <Stack gap="xs" align="flex-end" style={{ flex: '0 1 auto' }}>
      <Button
        variant="default"
        leftSection={<IconShieldCheck size={16} />}
        loading={isPending}
        onClick={() => mutate()}
      >
        Verify audit log
      </Button>
      {error && <Refused error={error} />}
      {data && <Said verdict={data} />}
    </Stack>
  )
}

type Verdict = AnswerOf<typeof facts.verify>

function Said({ verdict: { intact, sealed, unsealed, fault, event_id } }: { verdict: Verdict }) {
  if (!intact)
    return (
      <Alert color="red" icon={<IconShieldX size={18} />} role="alert" title="The record was tampered with">
        {fault}{' '}
        {event_id && <span style={{ fontFamily: 'monospace', overflowWrap: 'anywhere' }}>{event_id}</span>}
      </Alert>
    )
  return (
    <Alert color="evergreen" icon={<IconShieldCheck size={18} />} role="status" title="The record is intact">
      {`${formatCount(sealed, 'entry', 'entries')} sealed and unchanged`}
      {unsealed > 0 &&
        `; ${formatCount(unsealed, 'new entry', 'new entries')} will be sealed within a minute`}
      .
    </Alert>
  )
}
