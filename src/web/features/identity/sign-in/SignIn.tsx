import { Anchor, Box, PasswordInput, Stack, TextInput } from '@mantine/core'
import { isNotEmpty } from '@mantine/form'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { SignedIn } from '#domains/identity/schema.ts'
import { auth } from '#domains/identity/sign-in/contract.ts'
import { call } from '#web/calls.ts'
import { useProviderAnswer } from '#web/features/identity/provider-answer.ts'
import { isRefusal, type Refusal } from '#web/http.ts'
import { Door } from '#web/kit/Door.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { useProblemForm } from '#web/kit/problem-form.ts'
import { useSessionKeeper } from '#web/session.ts'
import { LockedUntil } from './LockedUntil.tsx'
import { PasskeySignIn, usePasskeyAutofill } from './PasskeySignIn.tsx'
import { Providers } from './Providers.tsx'
import type { Challenge } from './SecondFactor.tsx'

const SecondFactor = lazy(() => import('./SecondFactor.tsx').then((file) => ({ default: file.SecondFactor })))

export function SignIn() {
  const { next, email } = useSearch({ from: '/sign-in' })
  const navigate = useNavigate()
  const keeper = useSessionKeeper()
  const back = useProviderAnswer()
  const [challenge, setChallenge] = useState<Challenge | null>(back.challenge)
  const [locked, setLocked] = useState<number | null>(null)
  const [code, setCode] = useState('')
  // Without its schema: with Zod, signing in would load 203 kB instead of 168 (2026-11-30). The API says what else is wrong.
  const { form, submit, refusal, busy } = useProblemForm({
    initialValues: { email: email ?? '', password: '' },
    validate: { email: isNotEmpty('Required'), password: isNotEmpty('Required') },
  })

  const go = async (signed: SignedIn) => {
    keeper.start(signed)
    await navigate({ to: next ?? '/' })
  }
  usePasskeyAutofill(go)

  const enter = async (totp_code?: string) => {
    const afterProvider = challenge !== null && challenge === back.challenge
    await go(
      afterProvider
        ? await call(auth.verifyCode, {}, { challenge: challenge.challenge, totp_code: totp_code ?? '' })
        : await call(auth.signIn, {}, { ...form.getValues(), ...(totp_code && { totp_code }) }),
    )
  }

  const knock = submit(async () => {
    try {
      await enter((locked !== null && code.trim()) || undefined)
    } catch (error) {
      if (isRefusal(error, 'second_factor_required')) return setChallenge(error.details as Challenge)
      if (isRefusal(error, 'locked', 'too_many')) return setLocked(secondsOf(error))
      throw error
    }
  })

  if (challenge)
    return (
      <Suspense fallback={null}>
        <SecondFactor challenge={challenge} enter={enter} go={go} back={() => setChallenge(null)} />
      </Suspense>
    )
  const said = { refusal: refusal ?? back.error, busy, disabled: locked !== null && code.trim().length < 6 }
  return (
    <Door title="Sign in">
      <ProblemForm onSubmit={knock} {...said} action="Sign in" button="wide" after={<OtherWays go={go} />}>
        <Providers next={next} />
        <TextInput
          label="Email"
          type="email"
          autoComplete="username webauthn"
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
        {locked !== null && (
          <>
            <LockedUntil key={locked} seconds={locked} onEnd={() => setLocked(null)} />
            <TextInput
              label="Two-step code"
              autoComplete="one-time-code"
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
          </>
        )}
      </ProblemForm>
    </Door>
  )
}

function OtherWays({ go }: { go: (signed: SignedIn) => Promise<void> }) {
  const look = { component: Link, size: 'sm', c: 'var(--accent-text)' } as const
  return (
    <Stack gap={6} fz="sm" c="dimmed">
      <Box mb={8}>
        <PasskeySignIn enter={go} label="Sign in with a passkey" />
      </Box>
      <Anchor {...look} to="/forgot-password">
        Forgot password?
      </Anchor>
      <span>
        {'New to Deedline? '}
        <Anchor {...look} to="/sign-up">
          Create an account
        </Anchor>
      </span>
      <Anchor {...look} to="/calculators">
        1031 calculators
      </Anchor>
    </Stack>
  )
}

function secondsOf({ details }: Refusal): number {
  return typeof details.retry_after === 'number' ? details.retry_after : 60
}
