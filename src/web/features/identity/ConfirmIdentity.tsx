import { Anchor, Button, Group, Modal, PasswordInput, Skeleton, Stack, Text, TextInput } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { CodeConfirmation, type ConfirmationMethods, PasswordConfirmation } from '#domains/identity/schema.ts'
import { confirmations } from '#domains/identity/sessions/contract.ts'
import { answerTo, call } from '#web/calls.ts'
import { confirmBy } from '#web/confirmation.ts'
import { canUsePasskeys, confirmByPasskey, isDismissed } from '#web/features/identity/passkeys/passkeys.ts'
import { notify, notifyRefusal } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { Refused } from '#web/kit/states.tsx'
import { useZodForm } from '#web/kit/use-zod-form.ts'

/** Asks for the password or a code again before the account is weakened; whatever waited for it then goes on. */
export function ConfirmIdentity() {
  const [opened, setOpened] = useState(false)
  const answer = useRef<(confirmed: boolean) => void>(() => {})
  useEffect(
    () =>
      confirmBy(() => {
        setOpened(true)
        return new Promise((resolve) => {
          answer.current = resolve
        })
      }),
    [],
  )
  const end = (confirmed: boolean) => {
    setOpened(false)
    answer.current(confirmed)
  }
  return (
    <Modal opened={opened} onClose={() => end(false)} title="Confirm it’s you" zIndex={400}>
      {opened && <Ways onConfirmed={() => end(true)} />}
    </Modal>
  )
}

function Ways({ onConfirmed }: { onConfirmed: () => void }) {
  const { data, error } = useQuery({ ...answerTo(confirmations.methods, {}), gcTime: 0 })
  const [byCode, setByCode] = useState(false)
  if (error) return <Refused error={error} />
  if (!data) return <Skeleton height={120} />
  const byPasskey = data.methods.includes('passkey') && canUsePasskeys()
  const codes = data.methods.some((method) => method !== 'passkey')
  const useCode = codes && (byCode || !data.has_password)
  if (!useCode && !data.has_password && !byPasskey)
    return (
      <Text size="sm">
        Your account has no password and no two-step verification. Sign out and sign in again to confirm it’s
        you.
      </Text>
    )
  return (
    <Stack gap="sm">
      <Text size="sm">This changes how your account is protected, so we check first.</Text>
      {byPasskey && <PasskeyConfirm onConfirmed={onConfirmed} />}
      {useCode && <CodeForm methods={data.methods} onConfirmed={onConfirmed} />}
      {!useCode && data.has_password && <PasswordForm onConfirmed={onConfirmed} />}
      {codes && data.has_password && (
        <Way words={useCode ? 'Use your password' : 'Use a code'} go={() => setByCode(!useCode)} />
      )}
    </Stack>
  )
}

function PasskeyConfirm({ onConfirmed }: { onConfirmed: () => void }) {
  const confirm = () =>
    confirmByPasskey().then(onConfirmed, (error) => isDismissed(error) || notifyRefusal(error))
  return (
    <Button variant="default" leftSection={<IconFingerprint size={16} />} onClick={confirm}>
      Use a passkey
    </Button>
  )
}

function PasswordForm({ onConfirmed }: { onConfirmed: () => void }) {
  const { field, submit, refusal, busy } = useZodForm(PasswordConfirmation, {
    initialValues: { password: '' },
  })
  const confirm = submit(async (values) => {
    await call(confirmations.confirm, {}, values)
    onConfirmed()
  })
  return (
    <ProblemForm onSubmit={confirm} refusal={refusal} busy={busy} action="Confirm" button="end">
      <PasswordInput
        label="Your password"
        autoComplete="current-password"
        autoFocus
        data-autofocus
        {...field('password')}
      />
    </ProblemForm>
  )
}

const SEND = { email: 'Email me a code', sms: 'Text me a code' } as const

function CodeForm({
  methods,
  onConfirmed,
}: Pick<ConfirmationMethods, 'methods'> & { onConfirmed: () => void }) {
  const { field, submit, refusal, busy } = useZodForm(CodeConfirmation, { initialValues: { code: '' } })
  const confirm = submit(async ({ code }) => {
    await call(confirmations.confirm, {}, { code: code.trim() })
    onConfirmed()
  })
  const send = (method: keyof typeof SEND) =>
    call(confirmations.send, {}, { method }).then(() => notify('Code sent.'), notifyRefusal)
  const sent = methods.filter((method) => method === 'email' || method === 'sms')
  return (
    <ProblemForm onSubmit={confirm} refusal={refusal} busy={busy} action="Confirm" button="end">
      <TextInput
        label="Code"
        description={methods.includes('totp') ? 'From your authenticator app, or a backup code' : undefined}
        autoComplete="one-time-code"
        autoFocus
        data-autofocus
        {...field('code')}
      />
      {sent.length > 0 && (
        <Group gap="md">
          {sent.map((method) => (
            <Way key={method} words={SEND[method]} go={() => send(method)} />
          ))}
        </Group>
      )}
    </ProblemForm>
  )
}

function Way({ words, go }: { words: string; go: () => void }) {
  return (
    <Anchor component="button" type="button" size="sm" c="var(--accent-text)" ta="start" onClick={go}>
      {words}
    </Anchor>
  )
}
