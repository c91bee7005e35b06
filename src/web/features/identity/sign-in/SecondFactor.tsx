import { Anchor, Button, Group, PinInput, Stack, TextInput } from '@mantine/core'
import { hasLength } from '@mantine/form'
import { useState } from 'react'
import { CODE_DIGITS } from '#domains/identity/rules/codes.ts'
import type { ProofMethod, SignedIn } from '#domains/identity/schema.ts'
import { auth } from '#domains/identity/sign-in/contract.ts'
import { call } from '#web/calls.ts'
import { canUsePasskeys } from '#web/features/identity/passkeys/passkeys.ts'
import { Door } from '#web/kit/Door.tsx'
import { notify, notifyRefusal } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { useProblemForm } from '#web/kit/problem-form.ts'
import { PasskeySignIn } from './PasskeySignIn.tsx'

export type Challenge = { methods: ProofMethod[]; challenge: string }
type Props = {
  challenge: Challenge
  enter: (code: string) => Promise<void>
  go: (signed: SignedIn) => Promise<void>
  back: () => void
}

/** Asked for first, where the person has them. */
const BEST: ProofMethod[] = ['passkey', 'totp']
const NOTES: Record<ProofMethod, string> = {
  passkey: 'Use your fingerprint, face or device PIN.',
  totp: 'Enter the six-digit code from your authenticator app.',
  email: 'Enter the six-digit code we emailed you.',
  sms: 'Enter the six-digit code we texted you.',
  backup_code: 'Enter one of your backup codes. Each works once.',
}
const SWITCH: Record<ProofMethod, string> = {
  passkey: 'Use a passkey',
  totp: 'Use the authenticator app',
  email: 'Email me a code',
  sms: 'Text me a code',
  backup_code: 'Use a backup code',
}

export function SecondFactor({ challenge: { methods: all, challenge }, enter, go, back }: Props) {
  const methods = all.filter((one) => one !== 'passkey' || canUsePasskeys())
  const [method, setMethod] = useState(
    BEST.find((one) => methods.includes(one)) ?? methods[0] ?? 'backup_code',
  )
  const [sent, setSent] = useState(false)
  const { form, submit, refusal, setRefusal, busy } = useProblemForm({
    initialValues: { code: '' },
    validate: { code: hasLength({ min: CODE_DIGITS }, 'Enter the whole code') },
  })
  const byMessage = method === 'email' || method === 'sms'

  const send = (by: 'email' | 'sms') => {
    setSent(true)
    call(auth.sendCode, {}, { challenge, method: by }).then(() => notify('Code sent.'), notifyRefusal)
  }
  const choose = (next: ProofMethod) => {
    setMethod(next)
    setRefusal(null)
    form.reset()
    if (next === 'email' || next === 'sms') send(next)
  }
  const others = methods.filter((other) => other !== method)
  const ways = (
    <Group gap="xs" style={{ columnGap: 16 }}>
      {others.map((other) => (
        <Way key={other} words={SWITCH[other]} go={() => choose(other)} />
      ))}
      {byMessage && sent && <Way words="Resend code" go={() => send(method)} />}
      <Way words="Use another account" go={back} />
    </Group>
  )

  if (method === 'passkey')
    return (
      <Door title="Two-step verification" note={NOTES.passkey}>
        <Stack gap="md">
          <PasskeySignIn enter={go} challenge={challenge} label="Use your passkey" />
          {ways}
        </Stack>
      </Door>
    )
  if (byMessage && !sent)
    return (
      <Door title="Two-step verification" note="Have a code sent to you, then enter it here.">
        <Button size="md" fullWidth mb="md" onClick={() => send(method)}>
          {SWITCH[method]}
        </Button>
        {ways}
      </Door>
    )
  return (
    <Door title="Two-step verification" note={NOTES[method]}>
      <ProblemForm
        onSubmit={submit(({ code }) => enter(code.trim()))}
        refusal={refusal}
        busy={busy}
        action="Continue"
        button="wide"
        after={ways}
      >
        <CodeField method={method} {...form.getInputProps('code')} />
      </ProblemForm>
    </Door>
  )
}

function Way({ words, go }: { words: string; go: () => void }) {
  return (
    <Anchor component="button" type="button" size="sm" c="var(--accent-text)" onClick={go}>
      {words}
    </Anchor>
  )
}

type FieldProps = { method: ProofMethod; value?: string; onChange?: (value: string) => void; error?: unknown }

function CodeField({ method, error, ...props }: FieldProps & Record<string, unknown>) {
  const { value = '', onChange } = props
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
      length={CODE_DIGITS}
      type="number"
      size="lg"
      oneTimeCode
      autoFocus
      getInputProps={(i) => ({ 'aria-label': `Digit ${i + 1} of the code` })}
      value={value}
      onChange={onChange ?? (() => {})}
      error={!!error}
    />
  )
}
