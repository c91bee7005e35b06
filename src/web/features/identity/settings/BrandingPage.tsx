import { ColorInput, SimpleGrid, TextInput } from '@mantine/core'
import { images } from '#domains/identity/images/contract.ts'
import { organizations } from '#domains/identity/organizations/contract.ts'
import { Branding, type Organization } from '#domains/identity/schema.ts'
import { call } from '#web/calls.ts'
import { ImageField } from '#web/kit/ImageField.tsx'
import { shrinkImage } from '#web/kit/image.ts'
import { notify } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { Section } from '#web/kit/Section.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useZodForm } from '#web/kit/use-zod-form.ts'
import { useCall } from '#web/use-call.ts'
import { BrandSample, Logo } from './BrandSample.tsx'
import { useSave, useTakeOver } from './use-organization.ts'

const LOGO_PX = { width: 480, height: 160 }

/** How the organization looks to its members and clients. */
export function BrandingPage() {
  const { data, error } = useCall(organizations.one, {})
  if (error) return <Refused error={error} />
  if (!data) return <RowsSkeleton />
  return (
    <>
      <Section title="Logo" note="Shown beside the name of your organization.">
        <LogoField organization={data} />
      </Section>
      <Section
        title="Color and tagline"
        note="What clients see on shared documents, on requests and in emails."
      >
        <BrandForm organization={data} />
      </Section>
    </>
  )
}

function LogoField({ organization: { name, logo_url } }: { organization: Organization }) {
  const takeOver = useTakeOver()
  const choose = async (file: File) => {
    const data = await shrinkImage(file, LOGO_PX.width, LOGO_PX.height, 'contain')
    await takeOver(await call(images.setLogo, {}, { data }))
    notify('Logo saved.')
  }
  const remove = async () => {
    await takeOver(await call(images.removeLogo, {}))
    notify('Logo removed.')
  }
  return (
    <ImageField
      label="Logo"
      note="PNG, JPEG or WebP, best on a transparent background."
      shown={<Logo name={name} logo_url={logo_url} />}
      remove={logo_url ? remove : undefined}
      choose={choose}
    />
  )
}

function BrandForm({ organization }: { organization: Organization }) {
  const save = useSave(organization)
  const { accent = '', tagline = '' } = Branding.safeParse(organization.branding).data ?? {}
  const { form, field, submit, refusal, busy } = useZodForm(Branding, {
    initialValues: { accent, tagline },
    draft: 'branding',
  })
  const values = form.getValues()
  const onSubmit = submit(async ({ accent, tagline }) => {
    await save({ branding: { ...(accent && { accent }), tagline } })
    notify('Branding saved.')
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
        <ColorInput
          label="Color"
          placeholder="#136c4f"
          fixOnBlur={false}
          // Below the field, the picker would cover it.
          inputWrapperOrder={['label', 'error', 'input']}
          eyeDropperButtonProps={{ 'aria-label': 'Pick a color from the screen' }}
          {...field('accent')}
        />
        <TextInput label="Tagline" {...field('tagline')} />
      </SimpleGrid>
      <BrandSample name={organization.name} accent={values.accent} tagline={values.tagline} />
    </ProblemForm>
  )
}
