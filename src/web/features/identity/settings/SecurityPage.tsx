import { Box, Button, PasswordInput } from '@mantine/core'
import { connections } from '#domains/identity/oidc/contract.ts'
import { me } from '#domains/identity/people/contract.ts'
import { PasswordChange } from '#domains/identity/schema.ts'
import { auth } from '#domains/identity/sign-in/contract.ts'
import { call } from '#web/calls.ts'
import { NewPasswordField } from '#web/features/identity/NewPasswordField.tsx'
import { notify, notifyRefusal } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { Section } from '#web/kit/Section.tsx'
import { useZodForm } from '#web/kit/use-zod-form.ts'
import { useSession } from '#web/session.ts'
import { useCall } from '#web/use-call.ts'
import { ConnectionsSection } from './ConnectionsSection.tsx'
import { FactorsSection } from './FactorsSection.tsx'
import { PasskeysSection } from './PasskeysSection.tsx'
import { SessionsSection } from './SessionsSection.tsx'

export function SecurityPage() {
  return (
    <>
      <PasskeysSection />
      <FactorsSection />
      <PasswordSection />
      <ConnectionsSection />
      <SessionsSection />
    </>
  )
}

function PasswordSection() {
  const { data } = useCall(connections.all, {})
  if (data?.has_password === false)
    return (
      <Section
        id="password"
        title="Password"
        note="You don’t have one. You sign in with a connected account."
      >
        <MailPasswordLink />
      </Section>
    )
  return (
    <Section id="password" title="Password" note="Changing it signs you out everywhere else.">
      <PasswordForm />
    </Section>
  )
}

function MailPasswordLink() {
  const email = useSession()?.user.email ?? ''
  const mail = () =>
    call(auth.forgotPassword, {}, { email }).then(() => notify(`We sent a link to ${email}.`), notifyRefusal)
  return (
    <Button variant="default" onClick={mail}>
      Email me a link to set one
    </Button>
  )
}

function PasswordForm() {
  const email = useSession()?.user.email
  const { form, field, submit, refusal, busy } = useZodForm(PasswordChange, {
    initialValues: { current_password: '', password: '' },
  })
  const save = submit(async (values) => {
    await call(me.changePassword, {}, values)
    form.reset()
    notify('Password changed.')
  })
  return (
    <Box maw={400}>
      <ProblemForm onSubmit={save} refusal={refusal} busy={busy} action="Change password">
        <input type="text" value={email ?? ''} readOnly autoComplete="username" hidden />
        <PasswordInput
          label="Current password"
          autoComplete="current-password"
          {...field('current_password')}
        />
        <NewPasswordField {...field('password')} />
      </ProblemForm>
    </Box>
  )
}
