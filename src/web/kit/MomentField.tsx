import { TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'
import { momentOf, typedOf, zoneNameAt } from './moment-text.ts'
import { readerZone } from './reader.ts'

type Props = Omit<TextInputProps, 'type' | 'value' | 'onChange'> & {
  /** A moment as ISO text in UTC; empty where there is none. */
  value: string
  onChange: (at: string) => void
}

/** A day and a time on the clock of the person's zone, which is named beside it. */
export function MomentField({ value, onChange, onBlur, ...props }: Props) {
  const zone = readerZone()
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <TextInput
      rightSection={zoneNameAt(value, zone)}
      rightSectionWidth={56}
      rightSectionProps={{ style: { fontSize: 12, color: 'var(--mantine-color-dimmed)' } }}
      {...props}
      type="datetime-local"
      // What is being typed stays as it is; then the time stands there that the clock really shows.
      value={typed ?? typedOf(value, zone)}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        onChange(momentOf(currentTarget.value, zone))
      }}
      onBlur={(event) => {
        setTyped(null)
        onBlur?.(event)
      }}
    />
  )
}
