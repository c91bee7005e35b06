import { Select, SimpleGrid, TextInput } from '@mantine/core'
import { me } from '#domains/identity/people/contract.ts'
import type { User } from '#domains/identity/schema.ts'
import { call } from '#web/calls.ts'
import { formatDay } from '#web/kit/dates.tsx'
import { formatMoney } from '#web/kit/figures.ts'
import { LOCALES, type Locale, localeName, nearestLocale } from '#web/kit/locales.ts'
import { notify } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { useProblemForm } from '#web/kit/problem-form.ts'
import { useSession, useSessionKeeper } from '#web/session.ts'
import { Section } from './Section.tsx'

export function ProfilePage() {
  const user = useSession()?.user
  return (
    <Section title="You" note="What your colleagues see, and how you see dates and amounts.">
      {user && <ProfileForm user={user} />}
    </Section>
  )
}

const exampleOf = (locale: Locale) =>
  `${formatDay('2026-11-25', locale)} · ${formatMoney('1250000.00', locale)}`

function ProfileForm({ user }: { user: User }) {
  const keeper = useSessionKeeper()
  const { first_name, last_name, phone_primary, timezone } = user
  const locale = nearestLocale(user.locale)
  const { form, submit, changed, refusal, busy } = useProblemForm({
    initialValues: { first_name, last_name, phone_primary: phone_primary ?? '', timezone, locale },
  })
  const save = submit(async (values) => {
    const { phone_primary, ...change } = changed(values)
    const phone = phone_primary === undefined ? {} : { phone_primary: phone_primary || null }
    keeper.updateUser(await call(me.change, {}, { ...change, ...phone }, { version: user.version }))
    notify('Profile saved.')
  })
  return (
    <ProblemForm onSubmit={save} refusal={refusal} busy={busy} action="Save" dirty={form.isDirty()}>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label="First name"
          autoComplete="given-name"
          required
          {...form.getInputProps('first_name')}
        />
        <TextInput
          label="Last name"
          autoComplete="family-name"
          required
          {...form.getInputProps('last_name')}
        />
        <TextInput label="Phone" type="tel" autoComplete="tel" {...form.getInputProps('phone_primary')} />
        <TextInput
          label="Email"
          value={user.email}
          readOnly
          description="You sign in with this address"
          inputWrapperOrder={['label', 'input', 'description']}
        />
        <Select
          label="Time zone"
          data={Intl.supportedValuesOf('timeZone')}
          searchable
          limit={80}
          allowDeselect={false}
          {...form.getInputProps('timezone')}
        />
        <Select
          label="Date and number format"
          data={LOCALES.map((value) => ({ value, label: localeName(value) }))}
          description={exampleOf(form.getValues().locale)}
          inputWrapperOrder={['label', 'input', 'description']}
          allowDeselect={false}
          {...form.getInputProps('locale')}
        />
      </SimpleGrid>
    </ProblemForm>
  )
}
