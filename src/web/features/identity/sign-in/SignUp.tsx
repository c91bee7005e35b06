import { Anchor, Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { NewAccount } from '#domains/identity/schema.ts'
import { auth } from '#domains/identity/sign-in/contract.ts'
import { call } from '#web/calls.ts'
import { NewPasswordField } from '#web/features/identity/NewPasswordField.tsx'
import { Door } from '#web/kit/Door.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { readerLocale, readerZone } from '#web/kit/reader.ts'
import { choicesOf, useZodForm } from '#web/kit/use-zod-form.ts'
import { ORGANIZATION_TYPES } from '#web/roles.ts'
import { Providers } from './Providers.tsx'

/** Who isn't invited comes with an organization of their own. */
const Form = NewAccount.extend({ organization_name: NewAccount.shape.organization_name.unwrap() })
const EMPTY: Omit<Required<NewAccount>, 'invitation_token' | 'timezone' | 'locale'> = {
  organization_name: '',
  organization_type: 'agency',
  first_name: '',
  last_name: '',
  email: '',
  password: '',
}

export function SignUp() {
  const [sentTo, setSentTo] = useState<string | null>(null)
  const { form, field, submit, refusal, busy } = useZodForm(Form, { initialValues: EMPTY, draft: 'sign-up' })
  const open = submit(async (values) => {
    await call(auth.signUp, {}, { ...values, timezone: readerZone(), locale: readerLocale() })
    setSentTo(values.email)
  })

  if (sentTo) return <CheckMail email={sentTo} />
  return (
    <Door title="Create an account" note="For your organization. You can invite your team afterwards.">
      <ProblemForm
        onSubmit={open}
        refusal={refusal}
        busy={busy}
        action="Create account"
        button="wide"
        after={
          <Text size="sm" c="dimmed">
            {'Already have an account? '}
            <Anchor component={Link} to="/sign-in" size="sm" c="var(--accent-text)">
              Sign in
            </Anchor>
          </Text>
        }
      >
        <Providers />
        <TextInput
          label="Organization"
          autoComplete="organization"
          autoFocus
          {...field('organization_name')}
        />
        <Select
          label="Type"
          data={choicesOf(Form.shape.organization_type, ORGANIZATION_TYPES)}
          allowDeselect={false}
          {...form.getInputProps('organization_type')}
        />
        <Names field={field} />
        <TextInput label="Email" type="email" autoComplete="username" {...field('email')} />
        <NewPasswordField label="Password" {...field('password')} />
      </ProblemForm>
    </Door>
  )
}

type NamesProps = { field: (name: 'first_name' | 'last_name') => object; autoFocus?: boolean }

export function Names({ field, autoFocus = false }: NamesProps) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <TextInput
        label="First name"
        autoComplete="given-name"
        autoFocus={autoFocus}
        {...field('first_name')}
      />
      <TextInput label="Last name" autoComplete="family-name" {...field('last_name')} />
    </SimpleGrid>
  )
}

function CheckMail({ email }: { email: string }) {
  return (
    <Door
      title="Check your email"
      note={
        <>
          We sent a link to <strong>{email}</strong>. Open it to sign in.
        </>
      }
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          Nothing after a minute? Check your junk folder, or sign in and we’ll send the link again.
        </Text>
        <Group>
          <Button component={Link} to="/sign-in" variant="default">
            Sign in
          </Button>
          <OutboxLink />
        </Group>
      </Stack>
    </Door>
  )
}

/** An installation without a mail server keeps its emails where they can be read. */
export function OutboxLink() {
  if (!['localhost', '127.0.0.1', '[::1]'].includes(location.hostname)) return null
  return (
    <Anchor component={Link} to="/outbox" size="sm" c="var(--accent-text)">
      Outbox of this installation
    </Anchor>
  )
}
