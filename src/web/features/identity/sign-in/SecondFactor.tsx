import { Alert, Anchor, Button, Group, PinInput, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { MfaMethod } from '#domains/identity/schema.ts'
import { sendCode } from '#web/features/identity/requests.ts'
import { tell, tellRefusal } from '#web/kit/notify.tsx'
import { useProblemForm } from '#web/kit/problem-form.ts'
import { Door } from './Door.tsx'

export type Challenge = { methods: MfaMethod[]; challenge: string }
type Props = { challenge: Challenge; enter: (code: string) => Promise<void>; back: () => void }

const NOTES: Record<MfaMethod, string> = {
  totp: 'Enter the six digits that your authenticator app shows now.',
  email: 'Enter the six digits that we have mailed you.',
  sms: 'Enter the six digits of the text message.',
  backup_code: 'Enter one of the backup codes that you put aside. Each works once.',
}
const SWITCH: Record<MfaMethod, string> = {
  totp: 'Use the authenticator app',
  email: 'Mail me a code',
  sms: 'Text me a code',
  backup_code: 'Use a backup code',
}

export function SecondFactor({ challenge: { methods, challenge }, enter, back }: Props) {
  const [method, setMethod] = useState<MfaMethod>(
    methods.includes('totp') ? 'totp' : (methods[0] ?? 'backup_code'),
  )
  const [sent, setSent] = useState(false)
  const { form, submit, refusal, setRefusal, busy } = useProblemForm({ initialValues: { code: '' } })
  const byMessage = method === 'email' || method === 'sms'

  const choose = (next: MfaMethod) => {
    setMethod(next)
    setRefusal(null)
    form.reset()
    if (next === 'email' || next === 'sms') send(next)
  }
  const send = (by: 'email' | 'sms') => {
    setSent(true)
    sendCode(challenge, by).then(() => tell('The code is on its way.'), tellRefusal)
  }

  return (
    <Door
      title="Is it you?"
      note={byMessage && !sent ? 'Have a code sent to you, then enter it here.' : NOTES[method]}
    >
      <form onSubmit={submit(({ code }) => enter(code.trim()))}>
        <Stack gap="md">
          {byMessage && !sent ? (
            <Button size="md" onClick={() => send(method)}>
              {SWITCH[method]}
            </Button>
          ) : (
            <CodeField method={method} {...form.getInputProps('code')} />
          )}
          {refusal && (
            <Alert color="red" role="alert">
              {refusal}
            </Alert>
          )}
          {(!byMessage || sent) && (
            <Button type="submit" size="md" loading={busy}>
              Go on
            </Button>
          )}
          <Group gap="md">
            {methods
              .filter((other) => other !== method)
              .map((other) => (
                <Anchor
                  key={other}
                  component="button"
                  type="button"
                  size="sm"
                  c="var(--accent-text)"
                  onClick={() => choose(other)}
                >
                  {SWITCH[other]}
                </Anchor>
              ))}
            {byMessage && sent && (
              <Anchor
                component="button"
                type="button"
                size="sm"
                c="var(--accent-text)"
                onClick={() => send(method)}
              >
                Send it again
              </Anchor>
            )}
          </Group>
          <Text size="sm">
            <Anchor component="button" type="button" size="sm" c="dimmed" onClick={back}>
              Sign in as somebody else
            </Anchor>
          </Text>
        </Stack>
      </form>
    </Door>
  )
}

type FieldProps = { method: MfaMethod; value?: string; onChange?: (value: string) => void; error?: unknown }

function CodeField({ method, value, onChange, error }: FieldProps) {
  if (method === 'backup_code')
    return (
      <TextInput
        label="Backup code"
        autoFocus
        autoComplete="off"
        value={value}
        onChange={(event) => onChange?.(event.currentTarget.value)}
        error={error as string}
      />
    )
  return (
    <PinInput
      length={6}
      type="number"
      size="lg"
      oneTimeCode
      autoFocus
      getInputProps={(i) => ({ 'aria-label': `Digit ${i + 1} of the code` })}
      value={value}
      onChange={onChange}
      error={!!error}
    />
  )
}
