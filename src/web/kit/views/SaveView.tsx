import { Button, Popover, Stack, Switch, TextInput } from '@mantine/core'
import { type ReactElement, useState } from 'react'
import { notifyRefusal } from '#web/kit/notify.tsx'
import { nameMistake } from './view.ts'

type Props = {
  opened: boolean
  onClose: () => void
  mayShare: boolean
  /** The names of the other views of the list. */
  taken: string[]
  save: (name: string, shared: boolean) => Promise<unknown>
  /** What the form opens at. */
  children: ReactElement
}

/** Gives the list as it is now a name. */
export function SaveView({ opened, onClose, mayShare, taken, save, children }: Props) {
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const [busy, setBusy] = useState(false)
  const mistake = nameMistake(name, busy ? [] : taken)
  const submit = () => {
    if (mistake) return
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
              error={mistake}
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
            <Button type="submit" loading={busy} disabled={name.trim() === '' || mistake !== null}>
              Save view
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
