import { Anchor } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { PasswordReset } from '#domains/identity/schema.ts'
import { auth } from '#domains/identity/sign-in/contract.ts'
import { call } from '#web/calls.ts'
import { NewPasswordField } from '#web/features/identity/NewPasswordField.tsx'
import { Door } from '#web/kit/Door.tsx'
import { notify } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { useZodForm } from '#web/kit/use-zod-form.ts'
import { dropLinkToken, takeLinkToken } from './link-token.ts'

export function ResetPassword() {
  const [token] = useState(() => takeLinkToken('reset'))
  const navigate = useNavigate()
  const { field, submit, refusal, busy } = useZodForm(PasswordReset, { initialValues: { password: '' } })
  const save = submit(async ({ password }) => {
    const { message } = await call(auth.resetPassword, {}, { token, password })
    dropLinkToken('reset')
    notify(message)
    await navigate({ to: '/sign-in' })
  })
  return (
    <Door title="Reset your password" note="Resetting it signs you out everywhere else.">
      <ProblemForm
        onSubmit={save}
        refusal={refusal}
        busy={busy}
        action="Set password"
        button="wide"
        after={
          <Anchor component={Link} to="/forgot-password" size="sm" c="var(--accent-text)">
            Email me a new link
          </Anchor>
        }
      >
        <NewPasswordField autoFocus {...field('password')} />
      </ProblemForm>
    </Door>
  )
}
