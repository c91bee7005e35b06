import { Button, Text } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { type Ref, useRef } from 'react'
import { readChosen } from '#web/features/documents/upload/dropped-files.ts'
import type { Dropped } from '#web/features/documents/upload/uploads.ts'
import styles from '#web/outside/shared.module.css'

/** The place for the one thing that was asked for. */
export function ChooseFiles({ onChosen }: { onChosen: (files: Dropped[]) => void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className={styles.drop}>
      <Button size="md" leftSection={<IconUpload size={17} />} onClick={() => input.current?.click()}>
        Choose files
      </Button>
      <Text size="sm" c="dimmed">
        or drop them anywhere on this page. A scan or a photo is fine.
      </Text>
      <FileInput ref={input} label="Files to send" onChosen={onChosen} />
    </div>
  )
}

type InputProps = {
  ref: Ref<HTMLInputElement>
  label: string
  onChosen: (files: Dropped[]) => void
}

export function FileInput({ ref, label, onChosen }: InputProps) {
  return (
    <input
      ref={ref}
      type="file"
      multiple
      hidden
      aria-label={label}
      onChange={({ currentTarget }) => {
        onChosen(readChosen(currentTarget.files ?? []))
        currentTarget.value = ''
      }}
    />
  )
}
