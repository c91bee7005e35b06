import { Avatar, Select, SimpleGrid, TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { images } from '#domains/identity/images/contract.ts'
import { me } from '#domains/identity/people/contract.ts'
import { Profile, type User } from '#domains/identity/schema.ts'
import { call } from '#web/calls.ts'
import { initialsOf } from '#web/kit/chips.tsx'
import { formatDay } from '#web/kit/dates.tsx'
import { formatMoney } from '#web/kit/figures.ts'
import { ImageField } from '#web/kit/ImageField.tsx'
import { shrinkImage } from '#web/kit/image.ts'
import { LOCALES, type Locale, localeName, nearestLocale } from '#web/kit/locales.ts'
import { notify } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { Section } from '#web/kit/Section.tsx'
import { timeZoneChoices } from '#web/kit/time-zones.ts'
import { useZodForm } from '#web/kit/use-zod-form.ts'
import { useSession, useSessionKeeper } from '#web/session.ts'

const PHOTO_PX = 320
const Form = Profile.required()

export function ProfilePage() {
  const user = useSession()?.user
  if (!user) return null
  return (
    <>
      <Section title="Photo" note="Shown beside your name.">
        <Photo user={user} />
      </Section>
      <Section title="Profile" note="What colleagues and clients see, and how you see dates and amounts.">
        <ProfileForm user={user} />
      </Section>
    </>
  )
}

function Photo({ user: { first_name, last_name, avatar_url } }: { user: User }) {
  const keeper = useSessionKeeper()
  const choose = async (file: File) => {
    const data = await shrinkImage(file, PHOTO_PX, PHOTO_PX, 'cover')
    keeper.updateUser(await call(images.setPhoto, {}, { data }))
    notify('Photo saved.')
  }
  const remove = async () => {
    keeper.updateUser(await call(images.removePhoto, {}))
    notify('Photo removed.')
  }
  return (
    <ImageField
      label="Photo"
      note="PNG, JPEG or WebP. It’s cropped to a square."
      shown={
        <Avatar src={avatar_url} size={72} radius="50%" color="evergreen" alt="Your photo">
          {initialsOf(`${first_name} ${last_name}`)}
        </Avatar>
      }
      remove={avatar_url ? remove : undefined}
      choose={choose}
    />
  )
}

const exampleOf = (locale: Locale) =>
  `${formatDay('2026-11-25', locale)} · ${formatMoney('1250000.00', locale)}`

function ProfileForm({ user }: { user: User }) {
  const keeper = useSessionKeeper()
  const { first_name, last_name, phone_primary, license_numbers, timezone } = user
  const locale = nearestLocale(user.locale)
  const [zones] = useState(timeZoneChoices)
  const { form, field, submit, changed, refusal, busy } = useZodForm(Form, {
    initialValues: {
      first_name,
      last_name,
      phone_primary: phone_primary ?? '',
      license_numbers,
      timezone,
      locale,
    },
    draft: 'profile',
  })
  const save = submit(async (values) => {
    const { phone_primary, ...change } = changed(values)
    const phone = phone_primary === undefined ? {} : { phone_primary: phone_primary || null }
    keeper.updateUser(await call(me.change, {}, { ...change, ...phone }, { version: user.version }))
    notify('Profile saved.')
  })
  return (
    <ProblemForm
      onSubmit={save}
      refusal={refusal}
      busy={busy}
      action="Save"
      dirty={form.isDirty()}
      onDiscard={form.reset}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label="First name" autoComplete="given-name" {...field('first_name')} />
        <TextInput label="Last name" autoComplete="family-name" {...field('last_name')} />
        <TextInput label="Phone" type="tel" autoComplete="tel" {...field('phone_primary')} />
        <TextInput
          label="Email"
          value={user.email}
          readOnly
          description="You sign in with this address"
          inputWrapperOrder={['label', 'input', 'description']}
        />
        <TagsInput
          label="License numbers"
          placeholder={license_numbers.length ? '' : 'CA DRE 01234567'}
          description="One for each state. Press Enter after each."
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          acceptValueOnBlur
          {...form.getInputProps('license_numbers')}
        />
        <Select
          label="Time zone"
          data={zones}
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
