import { Alert, Anchor, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { takeProviderAnswer } from '#web/features/identity/provider-answer.ts'
import { confirmChallenge, signIn } from '#web/features/identity/requests.ts'
import { isRefusal, type Refusal } from '#web/http.ts'
import { useProblemForm } from '#web/kit/problem-form.ts'
import { startSession } from '#web/session.ts'
import { Door } from './Door.tsx'
import { LockedUntil } from './LockedUntil.tsx'
import { Providers } from './Providers.tsx'
import { type Challenge, SecondFactor } from './SecondFactor.tsx'

export function SignIn() {
  const { next, email } = useSearch({ from: '/sign-in' })
  const navigate = useNavigate()
  const [back] = useState(takeProviderAnswer)
  const [challenge, setChallenge] = useState<Challenge | null>(back.challenge)
  const [locked, setLocked] = useState<number | null>(null)
  const { form, submit, refusal, busy } = useProblemForm({
    initialValues: { email: email ?? '', password: '' },
  })

  const enter = async (totp_code?: string) => {
    const afterProvider = challenge !== null && challenge === back.challenge
    startSession(
      afterProvider
        ? await confirmChallenge(challenge.challenge, totp_code ?? '')
        : await signIn({ ...form.getValues(), ...(totp_code ? { totp_code } : {}) }),
    )
    await navigate({ to: next ?? '/' })
  }

  const knock = submit(async () => {
    try {
      await enter()
    } catch (error) {
      if (isRefusal(error, 'second_factor_required')) return setChallenge(error.details as Challenge)
      if (isRefusal(error, 'locked', 'too_many')) return setLocked(secondsOf(error))
      throw error
    }
  })

  if (challenge) return <SecondFactor challenge={challenge} enter={enter} back={() => setChallenge(null)} />
  return (
    <Door title="Sign in">
      <form onSubmit={knock}>
        <Stack gap="md">
          <Providers />
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="username"
            autoFocus={!email}
            required
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            autoFocus={!!email}
            required
            {...form.getInputProps('password')}
          />
          {locked !== null && <LockedUntil seconds={locked} onEnd={() => setLocked(null)} />}
          {(refusal ?? back.error) && (
            <Alert color="red" role="alert">
              {refusal ?? back.error}
            </Alert>
          )}
          <Button type="submit" size="md" loading={busy} disabled={locked !== null}>
            Sign in
          </Button>
          <Text size="sm" c="dimmed">
            <Anchor component={Link} to="/forgot-password" size="sm" c="var(--accent-text)">
              Forgot the password?
            </Anchor>
            {' · New here? '}
            <Anchor component={Link} to="/sign-up" size="sm" c="var(--accent-text)">
              Open an account
            </Anchor>
            {' · '}
            <Anchor component={Link} to="/calculators" size="sm" c="var(--accent-text)">
              1031 calculators
            </Anchor>
          </Text>
        </Stack>
      </form>
    </Door>
  )
}

function secondsOf({ details }: Refusal): number {
  return typeof details.retry_after === 'number' ? details.retry_after : 60
}
