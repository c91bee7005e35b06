import { Button, Popover, Stack, Switch, TextInput } from '@mantine/core'
import { type ReactElement, useState } from 'react'
import { notifyRefusal } from '#web/kit/notify.tsx'

const LONGEST_NAME = 60

type Props = {
  opened: boolean
  onClose: () => void
  mayShare: boolean
  save: (name: string, shared: boolean) => Promise<unknown>
  /** What the form opens at. */
  children: ReactElement
}

/** Gives the list as it is now a name. */
export function SaveView({ opened, onClose, mayShare, save, children }: Props) {
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const [busy, setBusy] = useState(false)
  const submit = () => {
    setBusy(true)
    return save(name.trim(), shared)
      .then(() => {
        setName('')
        setShared(false)
        onClose()
      }, notifyRefusal)
      .finally(() => setBusy(false))
  }
  return (
    <Popover opened={opened} onDismiss={onClose} trapFocus shadow="sm" position="bottom-start" width={280}>
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            return submit()
          }}
        >
          <Stack gap="sm">
            <TextInput
              label="Name of the view"
              data-autofocus
              required
              maxLength={LONGEST_NAME}
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
            />
            {mayShare && (
              <Switch
                label="Share with everyone"
                checked={shared}
                onChange={({ currentTarget }) => setShared(currentTarget.checked)}
              />
            )}
            <Button type="submit" loading={busy} disabled={name.trim() === ''}>
              Save view
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
