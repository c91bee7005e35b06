import { ColorInput, SimpleGrid, Switch, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { organizations } from '#domains/identity/organizations/contract.ts'
import type { Organization, OrganizationChange } from '#domains/identity/schema.ts'
import { answerTo, call } from '#web/calls.ts'
import { notify, notifyRefusal, notifyUndo } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { useProblemForm } from '#web/kit/problem-form.ts'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { ORGANIZATION_TYPES } from '#web/roles.ts'
import { useSessionKeeper } from '#web/session.ts'
import { useCall } from '#web/use-call.ts'
import { BrandSample } from './BrandSample.tsx'
import { ProviderStates } from './ProviderStates.tsx'
import { Section } from './Section.tsx'

export function OrganizationPage() {
  const { data, error } = useCall(organizations.one, {})
  if (error) return <Refused error={error} />
  if (!data) return <RowsSkeleton />
  return (
    <>
      <Section title={data.name} note={ORGANIZATION_TYPES[data.type]}>
        <FactsForm organization={data} />
      </Section>
      <Section title="Branding" note="What clients see on shared documents and in mails.">
        <BrandForm organization={data} />
      </Section>
      <Section title="Safety">
        <SecondFactorSwitch organization={data} />
      </Section>
      <ProviderStates />
    </>
  )
}

function useSave({ version }: Organization) {
  const queries = useQueryClient()
  const keeper = useSessionKeeper()
  return async (change: OrganizationChange, from = version) => {
    const saved = await call(organizations.change, {}, change, { version: from })
    queries.setQueryData(answerTo(organizations.one, {}).queryKey, saved)
    await keeper.refresh() // the name, the branding and the rule also stand in the session
    return saved
  }
}

function FactsForm({
  organization: { name, license_number, phone, email, website },
  organization: record,
}: {
  organization: Organization
}) {
  const save = useSave(record)
  const { form, submit, changed, refusal, busy } = useProblemForm({
    initialValues: {
      name,
      license_number: license_number ?? '',
      phone: phone ?? '',
      email: email ?? '',
      website: website ?? '',
    },
  })
  const onSubmit = submit(async (values) => {
    const change = Object.entries(changed(values)).map(([field, value]) => [field, value || null])
    await save(Object.fromEntries(change))
    notify('The organization is saved.')
  })
  return (
    <ProblemForm onSubmit={onSubmit} refusal={refusal} busy={busy} action="Save" dirty={form.isDirty()}>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label="Name" required {...form.getInputProps('name')} />
        <TextInput label="License number" {...form.getInputProps('license_number')} />
        <TextInput label="Phone" type="tel" {...form.getInputProps('phone')} />
        <TextInput label="Email" type="email" {...form.getInputProps('email')} />
        <TextInput label="Website" type="url" placeholder="https://" {...form.getInputProps('website')} />
      </SimpleGrid>
    </ProblemForm>
  )
}

function BrandForm({ organization: record }: { organization: Organization }) {
  const save = useSave(record)
  const { accent = '', tagline = '' } = record.branding as { accent?: string; tagline?: string }
  const { form, submit, refusal, busy } = useProblemForm({ initialValues: { accent, tagline } })
  const values = form.getValues()
  const onSubmit = submit(async ({ accent, tagline }) => {
    await save({ branding: { ...(accent ? { accent } : {}), tagline } })
    notify('The branding is saved.')
  })
  return (
    <ProblemForm onSubmit={onSubmit} refusal={refusal} busy={busy} action="Save" dirty={form.isDirty()}>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <ColorInput
          label="Colour"
          placeholder="#136c4f"
          eyeDropperButtonProps={{ 'aria-label': 'Pick a colour from the screen' }}
          {...form.getInputProps('accent')}
        />
        <TextInput label="A line under the name" maxLength={200} {...form.getInputProps('tagline')} />
      </SimpleGrid>
      <BrandSample name={record.name} accent={values.accent} tagline={values.tagline} />
    </ProblemForm>
  )
}

function SecondFactorSwitch({ organization: record }: { organization: Organization }) {
  const save = useSave(record)
  const set = async (mfa_required: boolean) => {
    const saved = await save({ mfa_required })
    const said = mfa_required
      ? 'Owners and administrators now need two-step verification.'
      : 'Two-step verification is now optional.'
    notifyUndo(said, () => save({ mfa_required: !mfa_required }, saved.version))
  }
  return (
    <Switch
      label="Require two-step verification for owners and administrators"
      description="Who has none is asked to set one up before anything else."
      checked={record.mfa_required}
      onChange={(event) => set(event.currentTarget.checked).catch(notifyRefusal)}
    />
  )
}
