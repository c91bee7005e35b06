import { SimpleGrid, Switch, TextInput } from '@mantine/core'
import { organizations } from '#domains/identity/organizations/contract.ts'
import { type Organization, OrganizationChange } from '#domains/identity/schema.ts'
import { notify, notifyRefusal, notifyUndo } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { Section } from '#web/kit/Section.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useZodForm } from '#web/kit/use-zod-form.ts'
import { ORGANIZATION_TYPES } from '#web/roles.ts'
import { useCall } from '#web/use-call.ts'
import { useSave } from './use-organization.ts'

export function OrganizationPage() {
  const { data, error } = useCall(organizations.one, {})
  if (error) return <Refused error={error} />
  if (!data) return <RowsSkeleton />
  return (
    <>
      <Section title={data.name} note={ORGANIZATION_TYPES[data.type]}>
        <FactsForm organization={data} />
      </Section>
      <Section title="Sign-in rules">
        <SecondFactorSwitch organization={data} />
      </Section>
    </>
  )
}

const Form = OrganizationChange.required()

function FactsForm({ organization }: { organization: Organization }) {
  const { name, license_number, phone, email, website } = organization
  const save = useSave(organization)
  const { form, field, submit, changed, refusal, busy } = useZodForm(Form, {
    initialValues: {
      name,
      license_number: license_number ?? '',
      phone: phone ?? '',
      email: email ?? '',
      website: website ?? '',
    },
    draft: 'organization',
  })
  const onSubmit = submit(async (values) => {
    const change = Object.entries(changed(values)).map(([field, value]) => [field, value || null])
    await save(Object.fromEntries(change))
    notify('Organization saved.')
  })
  return (
    <ProblemForm
      onSubmit={onSubmit}
      refusal={refusal}
      busy={busy}
      action="Save"
      dirty={form.isDirty()}
      onDiscard={form.reset}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label="Name" {...field('name')} />
        <TextInput label="License number" {...field('license_number')} />
        <TextInput label="Phone" type="tel" {...field('phone')} />
        <TextInput label="Email" type="email" {...field('email')} />
        <TextInput label="Website" type="url" placeholder="https://" {...field('website')} />
      </SimpleGrid>
    </ProblemForm>
  )
}

function SecondFactorSwitch({ organization }: { organization: Organization }) {
  const save = useSave(organization)
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
      description="Members without one set it up at their next sign-in."
      checked={organization.mfa_required}
      onChange={(event) => set(event.currentTarget.checked).catch(notifyRefusal)}
    />
  )
}
