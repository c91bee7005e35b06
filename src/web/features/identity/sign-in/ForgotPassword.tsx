import { Anchor, Button, Stack, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { auth } from '#domains/identity/sign-in/contract.ts'
import { call } from '#web/calls.ts'
import { Door } from '#web/kit/Door.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { useProblemForm } from '#web/kit/problem-form.ts'
import { OutboxLink } from './SignUp.tsx'

export function ForgotPassword() {
  const [answer, setAnswer] = useState<string | null>(null)
  const { form, submit, refusal, busy } = useProblemForm({ initialValues: { email: '' } })
  if (answer)
    return (
      <Door title="Check your email" note={answer}>
        <Stack gap="sm" align="flex-start">
          <Button component={Link} to="/sign-in" variant="default">
            Back to sign in
          </Button>
          <OutboxLink />
        </Stack>
      </Door>
    )
  return (
    <Door title="Forgot your password?" note="We’ll email you a link to reset it.">
      <ProblemForm
        onSubmit={submit(async (values) => setAnswer((await call(auth.forgotPassword, {}, values)).message))}
        refusal={refusal}
        busy={busy}
        action="Email me a link"
        button="wide"
        after={
          <Anchor component={Link} to="/sign-in" size="sm" c="var(--accent-text)">
            Back to sign in
          </Anchor>
        }
      >
        <TextInput
          label="Email"
          type="email"
          autoComplete="username"
          autoFocus
          required
          {...form.getInputProps('email')}
        />
      </ProblemForm>
    </Door>
  )
}
