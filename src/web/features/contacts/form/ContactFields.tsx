import {
  MultiSelect,
  NumberInput,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import {
  ContactKind,
  ContactMethod,
  ContactType,
  ContactVisibility,
  TaxStatus,
} from '#domains/contacts/schema.ts'
import { members } from '#domains/identity/members/contract.ts'
import { teams } from '#domains/identity/teams/contract.ts'
import { everyOf } from '#web/calls.ts'
import {
  CONTACT_METHODS,
  CONTACT_VISIBILITIES,
  KINDS,
  TAX_STATUSES,
  TYPES,
} from '#web/features/contacts/words.ts'
import { choicesOf } from '#web/kit/use-zod-form.ts'
import { EntriesField } from './EntriesField.tsx'
import type { ContactFormState } from './use-contact-form.ts'

const EMAIL_LABELS = { work: 'Work', home: 'Home', other: 'Other' } as const
const PHONE_LABELS = { mobile: 'Mobile', work: 'Work', home: 'Home', fax: 'Fax', other: 'Other' } as const

/** What is known of a contact, as fields; the details that few have come last. */
export function ContactFields({ state: { form, field } }: { state: ContactFormState }) {
  const { kind, emails, phones, visibility } = form.getValues()
  const { data: people = [] } = useQuery(everyOf(members.all, {}))
  const { data: groups = [] } = useQuery(everyOf(teams.all, {}))
  return (
    <Stack gap="md">
      <SegmentedControl
        aria-label="Kind"
        data={choicesOf(ContactKind, KINDS)}
        {...form.getInputProps('kind')}
      />
      {kind === 'person' ? (
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label="First name" data-autofocus {...field('first_name')} />
          <TextInput label="Last name" {...field('last_name')} />
          <TextInput label="Company (optional)" {...field('company')} />
          <TextInput label="Job title (optional)" {...field('title')} />
        </SimpleGrid>
      ) : (
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label="Name" data-autofocus {...field('display_name')} required />
          <Select
            label="Tax classification (optional)"
            clearable
            data={choicesOf(TaxStatus, TAX_STATUSES)}
            {...form.getInputProps('tax_status')}
          />
        </SimpleGrid>
      )}
      <EntriesField
        {...{ label: 'Phone', type: 'tel', labels: PHONE_LABELS, entries: phones, more: 'Add phone' }}
        errorAt={(place) => form.errors[`phones.${place}.number`]}
        onChange={(next) => form.setFieldValue('phones', next)}
      />
      <EntriesField
        {...{ label: 'Email', type: 'email', labels: EMAIL_LABELS, entries: emails, more: 'Add email' }}
        errorAt={(place) => form.errors[`emails.${place}.email`]}
        onChange={(next) => form.setFieldValue('emails', next)}
      />
      <TextInput label="Street address" autoComplete="off" {...field('line1')} />
      <SimpleGrid cols={{ base: 2, xs: 4 }}>
        <TextInput label="Unit" {...field('line2')} />
        <TextInput label="City" {...field('city')} />
        <TextInput label="State" {...field('state')} />
        <TextInput label="ZIP code" {...field('zip_code')} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <MultiSelect
          label="Type"
          searchable
          data={choicesOf(ContactType, TYPES)}
          {...form.getInputProps('contact_type')}
        />
        <TagsInput label="Tags" {...form.getInputProps('tags')} />
        <Select
          label="Owner"
          searchable
          clearable
          data={people.map(({ user_id, display_name, email }) => ({
            value: user_id,
            label: display_name ?? email,
          }))}
          {...form.getInputProps('owner_id')}
        />
        <Select
          label="Visible to"
          allowDeselect={false}
          data={choicesOf(ContactVisibility, CONTACT_VISIBILITIES)}
          {...form.getInputProps('visibility')}
        />
        {visibility === 'team' && (
          <Select
            label="Team"
            required
            data={groups.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps('team_id')}
          />
        )}
        {kind === 'person' && <TextInput type="date" label="Birthday" {...field('birthday')} />}
        <TextInput type="date" label="Follow up on" {...field('next_followup_date')} />
        <TextInput label="Referral source" {...field('referral_source')} />
        <TextInput label="Website" placeholder="www.example.com" {...field('website')} />
        <Select
          label="Preferred contact method"
          allowDeselect={false}
          data={choicesOf(ContactMethod, CONTACT_METHODS)}
          {...form.getInputProps('preferred_contact_method')}
        />
        <NumberInput
          label="Importance (1 to 100)"
          placeholder="Calculated"
          min={1}
          max={100}
          allowDecimal={false}
          {...form.getInputProps('importance_set')}
        />
      </SimpleGrid>
      <Textarea label="Notes" autosize minRows={2} {...field('notes')} />
    </Stack>
  )
}
