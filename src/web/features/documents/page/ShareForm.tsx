import {
  Alert,
  Button,
  Group,
  NumberInput,
  PasswordInput,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { DocumentDetail } from '#domains/documents/schema.ts'
import { shares } from '#domains/documents/shares/contract.ts'
import { type CreatedShare, NewShare } from '#domains/documents/shares/schema.ts'
import { members } from '#domains/identity/members/contract.ts'
import type { GivenBody } from '#lib/contract.ts'
import { everyOf } from '#web/calls.ts'
import { ACCESS_TYPES, type AccessTypeName } from '#web/features/documents/words.ts'
import { choicesOf, defaultOf, mistakesOf, rangeOf, useZodForm } from '#web/kit/use-zod-form.ts'
import { useSession } from '#web/session.ts'
import { useChange } from '#web/use-call.ts'

type Values = {
  to: 'link' | 'colleague'
  email: string
  user_id: string | null
  access_type: AccessTypeName
  expires_in: string
  password: string
  max_accesses: number | string
  message: string
}
const { access_type, max_accesses } = NewShare.shape
const EMPTY: Values = {
  to: 'link',
  email: '',
  user_id: null,
  access_type: defaultOf(access_type),
  expires_in: '30',
  password: '',
  max_accesses: '',
  message: '',
}
const DAY_MS = 86_400_000
const ENDS = [
  { value: '1', label: 'Tomorrow' },
  { value: '7', label: 'In 7 days' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '', label: 'Never' },
]

type Props = { document: DocumentDetail; onMade: (share: CreatedShare) => void }

export function ShareForm({ document, onMade }: Props) {
  const share = useChange(shares.create)
  const { form, field, submit, refusal, busy } = useZodForm<Values>(NewShare, {
    initialValues: EMPTY,
    validate: (values) => ({
      ...mistakesOf(NewShare.shape, values),
      ...(values.to === 'colleague' && !values.user_id && { user_id: 'Choose a colleague' }),
    }),
    draft: `share:${document.id}`,
  })
  const { to } = form.getValues()
  const make = submit(async (values) => onMade(await share.make({ id: document.id }, bodyOf(values))))
  return (
    <form onSubmit={make} noValidate>
      <Stack gap="sm">
        <SegmentedControl
          data={[
            { value: 'link', label: 'With a link' },
            { value: 'colleague', label: 'With a colleague' },
          ]}
          value={to}
          onChange={(next) => form.setFieldValue('to', next as Values['to'])}
        />
        {to === 'link' ? (
          <TextInput
            label="Email to"
            type="email"
            description="Leave empty to get only the link."
            data-autofocus
            {...field('email')}
          />
        ) : (
          <Colleagues {...form.getInputProps('user_id')} />
        )}
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <Select
            label="Permission"
            data={choicesOf(access_type, ACCESS_TYPES)}
            allowDeselect={false}
            {...form.getInputProps('access_type')}
          />
          <Select label="Expires" data={ENDS} allowDeselect={false} {...form.getInputProps('expires_in')} />
          {to === 'link' && (
            <>
              <PasswordInput
                label="Password"
                placeholder="None"
                autoComplete="new-password"
                {...field('password')}
              />
              <NumberInput
                label="View limit"
                placeholder="No limit"
                allowDecimal={false}
                {...rangeOf(max_accesses)}
                {...form.getInputProps('max_accesses')}
              />
            </>
          )}
        </SimpleGrid>
        <Textarea label="Message" autosize minRows={2} {...field('message')} />
        {refusal && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            {to === 'link' ? 'Create link' : 'Share'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function bodyOf({
  to,
  email,
  user_id,
  access_type,
  expires_in,
  password,
  max_accesses,
  message,
}: Values): GivenBody<typeof shares.create> {
  const common = {
    access_type,
    ...(expires_in ? { expires_at: new Date(Date.now() + Number(expires_in) * DAY_MS).toISOString() } : {}),
    ...(message ? { message } : {}),
  }
  if (to === 'colleague') return { ...common, user_id: user_id ?? '' }
  return {
    ...common,
    ...(email ? { email } : {}),
    ...(password ? { password } : {}),
    ...(max_accesses === '' ? {} : { max_accesses: Number(max_accesses) }),
  }
}

function Colleagues(props: Record<string, unknown>) {
  const me = useSession()?.user.id
  const { data = [] } = useQuery(everyOf(members.all, {}))
  const people = data.filter(({ user_id, status }) => status === 'active' && user_id !== me)
  return (
    <Select
      label="Colleague"
      required
      searchable
      placeholder="Choose a colleague"
      data={people.map(({ user_id, display_name, email }) => ({
        value: user_id,
        label: display_name ?? email,
      }))}
      {...props}
    />
  )
}
