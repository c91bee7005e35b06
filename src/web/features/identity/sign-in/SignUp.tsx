import {
  Anchor,
  Button,
  Group,
  PasswordInput,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { NewAccount } from '#domains/identity/schema.ts'
import { auth } from '#domains/identity/sign-in/contract.ts'
import { call } from '#web/calls.ts'
import { options } from '#web/features/identity/words.ts'
import { Door } from '#web/kit/Door.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { useProblemForm } from '#web/kit/problem-form.ts'
import { readerLocale, readerZone } from '#web/kit/reader.ts'
import { ORGANIZATION_TYPES } from '#web/roles.ts'
import { Providers } from './Providers.tsx'

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
  const { form, submit, refusal, busy } = useProblemForm({ initialValues: EMPTY, draft: 'sign-up' })
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
          required
          {...form.getInputProps('organization_name')}
        />
        <Select
          label="Type"
          data={options(ORGANIZATION_TYPES)}
          allowDeselect={false}
          required
          {...form.getInputProps('organization_type')}
        />
        <Names field={form.getInputProps} />
        <TextInput
          label="Email"
          type="email"
          autoComplete="username"
          required
          {...form.getInputProps('email')}
        />
        <NewPassword {...form.getInputProps('password')} />
      </ProblemForm>
    </Door>
  )
}

export function NewPassword({ label = 'Password', ...props }: { label?: string } & Record<string, unknown>) {
  return (
    <PasswordInput
      label={label}
      description="At least 12 characters. A few words in a row are easy to remember."
      autoComplete="new-password"
      required
      {...props}
    />
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
        required
        {...field('first_name')}
      />
      <TextInput label="Last name" autoComplete="family-name" required {...field('last_name')} />
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
          Nothing after a minute? Check your junk folder, or sign in and we'll send the link again.
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
