import { Button, Checkbox, Modal, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { apiKeys } from '#domains/identity/api-keys/contract.ts'
import { NewApiKey } from '#domains/identity/api-keys/schema.ts'
import { usePermissionLabels } from '#web/features/identity/use-permission-labels.ts'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { Secret } from '#web/kit/Secret.tsx'
import { daysOf, defaultOf, useZodForm } from '#web/kit/use-zod-form.ts'
import { useMembership } from '#web/session.ts'
import { useChange } from '#web/use-call.ts'

const { expires_in_days } = NewApiKey.shape
const LIVES = daysOf(expires_in_days, [30, 90, 365, 730])

export function NewApiKeyModal({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [token, setToken] = useState<string | null>(null)
  const close = () => {
    setToken(null)
    onClose()
  }
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={token ? 'Your new API key' : 'New API key'}
      closeOnClickOutside={!token}
    >
      {token ? (
        <Stack gap="md">
          <Text size="sm">Copy it now and keep it secret, like a password. It won't be shown again.</Text>
          <Secret value={token} label="API key" />
          <Button onClick={close}>I saved this key</Button>
        </Stack>
      ) : (
        <NewKeyForm onMade={setToken} />
      )}
    </Modal>
  )
}

function NewKeyForm({ onMade }: { onMade: (token: string) => void }) {
  const create = useChange(apiKeys.create)
  const { permissions } = useMembership()
  const labelOf = usePermissionLabels()
  const { form, field, submit, refusal, busy } = useZodForm(NewApiKey, {
    initialValues: { name: '', scopes: ['documents.read'], expires_in_days: defaultOf(expires_in_days) },
  })
  const make = submit(async (values) => {
    onMade((await create.make({}, values)).token)
  })
  return (
    <ProblemForm onSubmit={make} refusal={refusal} busy={busy} action="Create key" button="end">
      <TextInput
        label="Name"
        placeholder="Nightly import"
        description="To recognize it later"
        data-autofocus
        {...field('name')}
      />
      <Checkbox.Group label="Permissions" errorProps={{ mt: 8 }} {...form.getInputProps('scopes')}>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt={6}>
          {permissions.map((scope) => (
            <Checkbox key={scope} size="xs" value={scope} label={labelOf(scope)} />
          ))}
        </SimpleGrid>
      </Checkbox.Group>
      <Select
        label="Expires in"
        data={LIVES}
        allowDeselect={false}
        {...form.getInputProps('expires_in_days')}
      />
    </ProblemForm>
  )
}
