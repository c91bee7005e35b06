import { Button, Popover, Select, Stack, TextInput } from '@mantine/core'
import { type ReactElement, useState } from 'react'
import { notifyRefusal } from '#web/kit/notify.tsx'
import { EVERYONE, nameMistake, ONLY_ME, type Sharing, type Views } from './view.ts'

type Props = {
  opened: boolean
  onClose: () => void
  views: Pick<Views, 'mayShare' | 'teams'>
  /** The names of the other views of the list. */
  taken: string[]
  save: (name: string, sharing: Sharing) => Promise<unknown>
  /** What the form opens at. */
  children: ReactElement
}

const ME = 'me'
const ALL = 'everyone'

function audiencesOf({ mayShare, teams }: Props['views']): { value: string; label: string }[] {
  return [
    { value: ME, label: 'Only me' },
    ...teams.map(({ id, name }) => ({ value: id, label: name })),
    ...(mayShare ? [{ value: ALL, label: 'Everyone in the organization' }] : []),
  ]
}

function sharingOf(audience: string): Sharing {
  if (audience === ME) return ONLY_ME
  return audience === ALL ? EVERYONE : { shared: false, team_id: audience }
}

/** Gives the list as it is now a name. */
export function SaveView({ opened, onClose, views, taken, save, children }: Props) {
  const [name, setName] = useState('')
  const [audience, setAudience] = useState(ME)
  const audiences = audiencesOf(views)
  const [busy, setBusy] = useState(false)
  const mistake = nameMistake(name, busy ? [] : taken)
  const submit = () => {
    if (mistake) return
    setBusy(true)
    return save(name.trim(), sharingOf(audience))
      .then(() => {
        setName('')
        setAudience(ME)
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
            {audiences.length > 1 && (
              <Select
                label="Visible to"
                allowDeselect={false}
                data={audiences}
                value={audience}
                comboboxProps={{ withinPortal: false }}
                onChange={(chosen) => setAudience(chosen ?? ME)}
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
