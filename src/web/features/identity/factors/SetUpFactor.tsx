import {
  Anchor,
  Button,
  Code,
  Group,
  PinInput,
  SegmentedControl,
  Skeleton,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { factors } from '#domains/identity/factors/contract.ts'
import { CODE_DIGITS } from '#domains/identity/rules/codes.ts'
import { FirstCode, MfaMethod, NewFactor } from '#domains/identity/schema.ts'
import { call } from '#web/calls.ts'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { Refused } from '#web/kit/states.tsx'
import { choicesOf, useZodForm } from '#web/kit/use-zod-form.ts'
import { useSession, useSessionKeeper } from '#web/session.ts'
import { useChange } from '#web/use-call.ts'

type Props = { onDone: (backup_codes: string[] | null) => void }

/** What needs setting up; backup codes come with the first of them. */
const Method = MfaMethod.exclude(['backup_code'])
type Method = z.infer<typeof Method>
const PhoneForm = z.object({ phone: NewFactor.shape.phone.unwrap().unwrap() })
const METHODS = choicesOf(Method, { totp: 'App', email: 'Email', sms: 'Text message' })

/** From choosing a method to its first correct code. */
export function SetUpFactor({ onDone }: Props) {
  const [method, setMethod] = useState<Method>('totp')
  return (
    <Stack gap="md">
      <SegmentedControl
        fullWidth
        data={METHODS}
        value={method}
        onChange={(value) => setMethod(value as Method)}
      />
      {method === 'totp' && <ByApp onDone={onDone} />}
      {method === 'email' && <ByMessage key="email" method="email" onDone={onDone} />}
      {method === 'sms' && <ByMessage key="sms" method="sms" onDone={onDone} />}
    </Stack>
  )
}

function ByApp({ onDone }: Props) {
  const { data, error } = useQuery({
    queryKey: [factors.start.path, 'totp'],
    retry: false,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => call(factors.start, { type: 'totp' }, {}),
  })
  if (error) return <Refused error={error} />
  if (!data) return <Skeleton height={230} />
  return (
    <Stack gap="sm">
      <Text size="sm">Scan this with an authenticator app, then enter the six digits that it shows.</Text>
      <Group align="center" gap="lg" wrap="wrap">
        <img
          src={`data:image/svg+xml;utf8,${encodeURIComponent(data.qr_svg ?? '')}`}
          width={168}
          height={168}
          alt="Code to scan with an authenticator app"
          style={{ background: '#fff', borderRadius: 4 }}
        />
        <div style={{ flex: '1 1 150px', minWidth: 0 }}>
          <Text size="xs" c="dimmed">
            Can’t scan it? Enter this key in the app:
          </Text>
          <Code style={{ overflowWrap: 'anywhere' }}>{data.secret}</Code>
        </div>
      </Group>
      <Confirm method="totp" onDone={onDone} />
    </Stack>
  )
}

function ByMessage({ method, onDone }: Props & { method: 'email' | 'sms' }) {
  const email = useSession()?.user.email
  const [sentTo, setSentTo] = useState<string | null>(null)
  const send = useChange(factors.send)
  const { field, submit, refusal, busy } = useZodForm(method === 'sms' ? PhoneForm : NewFactor, {
    initialValues: { phone: '' },
  })
  const start = submit(async ({ phone }) => {
    const body = { phone: method === 'sms' ? phone : null }
    setSentTo((await call(factors.start, { type: method }, body)).sent_to)
  })
  if (sentTo)
    return (
      <Stack gap="sm">
        <Text size="sm">
          We sent a six-digit code to <strong>{sentTo}</strong>. Enter it here.
        </Text>
        <Confirm method={method} onDone={onDone} />
        <Anchor
          component="button"
          type="button"
          size="sm"
          c="var(--accent-text)"
          onClick={() => send.run('Sent again.', { type: method })}
        >
          Resend code
        </Anchor>
      </Stack>
    )
  return (
    <ProblemForm onSubmit={start} refusal={refusal} busy={busy} action="Send the first code">
      {method === 'sms' ? (
        <TextInput
          label="Mobile number"
          type="tel"
          autoComplete="tel"
          placeholder="+1 303 555 0100"
          {...field('phone')}
        />
      ) : (
        <Text size="sm">Each time you sign in, we email a code to {email}.</Text>
      )}
    </ProblemForm>
  )
}

function Confirm({ method, onDone }: Props & { method: Method }) {
  const { make } = useChange(factors.confirm)
  const keeper = useSessionKeeper()
  const { form, submit, refusal, busy } = useZodForm(FirstCode, { initialValues: { code: '' } })
  const confirm = submit(async ({ code }) => {
    const { backup_codes } = await make({ type: method }, { code })
    const user = keeper.current()?.user
    if (user) keeper.updateUser({ ...user, mfa_enabled: true })
    onDone(backup_codes)
  })
  const { error, ...field } = form.getInputProps('code')
  return (
    <form onSubmit={confirm}>
      <Stack gap="xs">
        <Group gap="sm">
          <PinInput
            length={CODE_DIGITS}
            type="number"
            oneTimeCode
            getInputProps={(i) => ({ 'aria-label': `Digit ${i + 1} of the code` })}
            error={!!error}
            {...field}
          />
          <Button type="submit" loading={busy}>
            Confirm
          </Button>
        </Group>
        {(error || refusal) && (
          <Text size="sm" c="var(--late-text)" role="alert">
            {error ?? refusal}
          </Text>
        )}
      </Stack>
    </form>
  )
}
