import { TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { InvitationPreview } from '#domains/identity/invitations/schema.ts'
import { NewAccount } from '#domains/identity/schema.ts'
import { auth } from '#domains/identity/sign-in/contract.ts'
import { call } from '#web/calls.ts'
import { NewPasswordField } from '#web/features/identity/NewPasswordField.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { readerLocale, readerZone } from '#web/kit/reader.ts'
import { useZodForm } from '#web/kit/use-zod-form.ts'
import { useSessionKeeper } from '#web/session.ts'
import { dropLinkToken } from './link-token.ts'
import { Names } from './SignUp.tsx'

/** The link came to this address, so it needs no confirmation: the person is signed in at once. */
export function SignUpInvited({ preview: { email }, token }: { preview: InvitationPreview; token: string }) {
  const navigate = useNavigate()
  const keeper = useSessionKeeper()
  const { field, submit, refusal, busy } = useZodForm(NewAccount, {
    initialValues: { first_name: '', last_name: '', password: '' },
    draft: 'sign-up',
  })
  const join = submit(async (values) => {
    const here = { timezone: readerZone(), locale: readerLocale() }
    await call(auth.signUp, {}, { ...values, email, invitation_token: token, ...here })
    dropLinkToken('invitation')
    keeper.start(await call(auth.signIn, {}, { email, password: values.password }))
    await navigate({ to: '/' })
  })
  return (
    <ProblemForm onSubmit={join} refusal={refusal} busy={busy} action="Create account and join" button="wide">
      <TextInput label="Email" value={email} readOnly autoComplete="username" />
      <Names field={field} autoFocus />
      <NewPasswordField label="Password" {...field('password')} />
    </ProblemForm>
  )
}
