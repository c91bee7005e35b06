import { Anchor, Button, Stack, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ForgottenPassword } from '#domains/identity/schema.ts'
import { auth } from '#domains/identity/sign-in/contract.ts'
import { call } from '#web/calls.ts'
import { Door } from '#web/kit/Door.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { useZodForm } from '#web/kit/use-zod-form.ts'
import { OutboxLink } from './SignUp.tsx'

export function ForgotPassword() {
  const [answer, setAnswer] = useState<string | null>(null)
  const { field, submit, refusal, busy } = useZodForm(ForgottenPassword, { initialValues: { email: '' } })
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
        <TextInput label="Email" type="email" autoComplete="username" autoFocus {...field('email')} />
      </ProblemForm>
    </Door>
  )
}
