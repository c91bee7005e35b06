import { Button, Group, Text } from '@mantine/core'
import { type ReactNode, useRef, useState } from 'react'
import { notifyRefusal } from './notify.tsx'

type Props = {
  label: string
  note: string
  /** How it looks now. */
  shown: ReactNode
  /** Undefined: there is none to remove. */
  remove: (() => Promise<unknown>) | undefined
  choose: (file: File) => Promise<unknown>
}

/** A picture that is saved as soon as it is chosen. */
export function ImageField({ label, note, shown, remove, choose }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const run = (work: () => Promise<unknown>) => {
    setBusy(true)
    work()
      .catch(notifyRefusal)
      .finally(() => setBusy(false))
  }
  return (
    <Group gap="md" align="center" role="group" aria-label={label}>
      {shown}
      <div style={{ flex: '1 1 200px' }}>
        <Group gap="xs">
          <Button variant="default" size="compact-md" loading={busy} onClick={() => input.current?.click()}>
            {remove ? `Change ${label.toLowerCase()}` : `Upload ${label.toLowerCase()}`}
          </Button>
          {remove && (
            <Button variant="subtle" color="red" size="compact-md" onClick={() => run(remove)}>
              Remove
            </Button>
          )}
        </Group>
        <Text size="xs" c="dimmed" mt={4}>
          {note}
        </Text>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        accept="image/png,image/jpeg,image/webp"
        aria-label={`File for ${label.toLowerCase()}`}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0]
          currentTarget.value = ''
          if (file) run(() => choose(file))
        }}
      />
    </Group>
  )
}
