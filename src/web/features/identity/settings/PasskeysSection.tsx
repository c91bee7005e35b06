import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { passkeys } from '#domains/identity/passkeys/contract.ts'
import { type Passkey, PasskeyName } from '#domains/identity/passkeys/schema.ts'
import { outdate } from '#web/calls.ts'
import { BackupCodes } from '#web/features/identity/factors/BackupCodes.tsx'
import { addPasskey, canUsePasskeys, isDismissed } from '#web/features/identity/passkeys/passkeys.ts'
import { Moment } from '#web/kit/dates.tsx'
import { notify } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { Section } from '#web/kit/Section.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useZodForm } from '#web/kit/use-zod-form.ts'
import { useSessionKeeper } from '#web/session.ts'
import { useCall, useChange } from '#web/use-call.ts'
import { describeDevice } from './devices.ts'

/** Keys in the person's devices that sign in without a password. */
export function PasskeysSection() {
  const { data, error } = useCall(passkeys.all, {})
  const { run } = useChange(passkeys.remove)
  const [adding, setAdding] = useState(false)
  const [codes, setCodes] = useState<string[] | null>(null)
  const keeper = useSessionKeeper()
  const queries = useQueryClient()
  const remove = async ({ id, name }: Passkey) => {
    if (await run(`“${name}” was removed.`, { id })) await keeper.refresh() // whether two-step verification is on stands in the session too
  }
  const added = async (backup_codes: string[] | null) => {
    setAdding(false)
    setCodes(backup_codes)
    if (!backup_codes) notify('Passkey added.')
    await outdate(queries, passkeys.add.about)
    await keeper.refresh()
  }
  return (
    <Section
      id="passkeys"
      title="Passkeys"
      note="Sign in with your fingerprint, face or device PIN. Passkeys can’t be guessed or phished."
    >
      {error && <Refused error={error} />}
      {!data && !error && <RowsSkeleton rows={2} />}
      <Stack gap="xs">
        {data?.items.length === 0 && <Text size="sm">You have no passkeys yet.</Text>}
        {data?.items.map((passkey) => (
          <Row key={passkey.id} passkey={passkey} remove={() => remove(passkey)} />
        ))}
      </Stack>
      {canUsePasskeys() ? (
        <Button mt="sm" variant="default" onClick={() => setAdding(true)}>
          Add a passkey
        </Button>
      ) : (
        <Text size="sm" c="dimmed" mt="xs">
          This browser can’t use passkeys at this address. They work over HTTPS, at a host name.
        </Text>
      )}
      <Modal opened={adding} onClose={() => setAdding(false)} title="Add a passkey">
        <NewPasskey onAdded={added} />
      </Modal>
      <Modal
        opened={codes !== null}
        onClose={() => setCodes(null)}
        title="Your backup codes"
        closeOnClickOutside={false}
      >
        {codes && <BackupCodes codes={codes} onDone={() => setCodes(null)} />}
      </Modal>
    </Section>
  )
}

function Row({ passkey, remove }: { passkey: Passkey; remove: () => void }) {
  const { name, backed_up, created_at, last_used_at } = passkey
  return (
    <Group justify="space-between" wrap="nowrap" py={4}>
      <div style={{ minWidth: 0 }}>
        <Text size="sm" fw={500} truncate>
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          {backed_up ? 'Synced' : 'On one device'} · added <Moment at={created_at} /> ·{' '}
          {last_used_at ? (
            <>
              last used <Moment at={last_used_at} />
            </>
          ) : (
            'never used'
          )}
        </Text>
      </div>
      <Button flex="none" variant="subtle" color="red" onClick={remove} aria-label={`Remove ${name}`}>
        Remove
      </Button>
    </Group>
  )
}

const Form = z.object({ name: PasskeyName })

function NewPasskey({ onAdded }: { onAdded: (backup_codes: string[] | null) => Promise<void> }) {
  const { field, submit, refusal, busy } = useZodForm(Form, {
    initialValues: { name: describeDevice(navigator.userAgent).browser },
  })
  const add = submit(async ({ name }) => {
    try {
      await onAdded((await addPasskey(name)).backup_codes)
    } catch (error) {
      if (isDismissed(error)) throw new Error('No passkey was added. Try again when you are ready.')
      throw error
    }
  })
  return (
    <ProblemForm onSubmit={add} refusal={refusal} busy={busy} action="Continue" button="end">
      <TextInput
        label="Name"
        description="To recognize it later. Your browser then asks where to keep the passkey."
        data-autofocus
        {...field('name')}
      />
    </ProblemForm>
  )
}
