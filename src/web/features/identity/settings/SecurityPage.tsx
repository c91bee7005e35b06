import { Alert, Button, Group, PasswordInput, Stack } from '@mantine/core'
import { post } from '#web/api.ts'
import { tell } from '#web/kit/notify.tsx'
import { useProblemForm } from '#web/kit/problem-form.ts'
import { useSession } from '#web/session.ts'
import { FactorsSection } from './FactorsSection.tsx'
import { ProvidersSection } from './ProvidersSection.tsx'
import { Section } from './Section.tsx'
import { SessionsSection } from './SessionsSection.tsx'

export function SecurityPage() {
  return (
    <>
      <FactorsSection />
      <Section title="Password" note="Changing it signs you out everywhere else.">
        <PasswordForm />
      </Section>
      <ProvidersSection />
      <SessionsSection />
    </>
  )
}

function PasswordForm() {
  const email = useSession()?.user.email
  const { form, submit, refusal, busy } = useProblemForm({
    initialValues: { current_password: '', password: '' },
  })
  const save = submit(async (values) => {
    await post('/me/password', values)
    form.reset()
    tell('The new password is set.')
  })
  return (
    <form onSubmit={save}>
      <Stack gap="md" maw={400}>
        <input type="text" value={email ?? ''} readOnly autoComplete="username" hidden />
        <PasswordInput
          label="Current password"
          autoComplete="current-password"
          required
          {...form.getInputProps('current_password')}
        />
        <PasswordInput
          label="New password"
          description="At least 12 characters; a few words in a row are fine."
          autoComplete="new-password"
          required
          {...form.getInputProps('password')}
        />
        {refusal && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        <Group>
          <Button type="submit" loading={busy}>
            Change the password
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
