import { Select } from '@mantine/core'
import type { ReactNode } from 'react'

type Props = {
  label: string
  value?: boolean | null
  onChange?: (value: boolean | null) => void
  error?: ReactNode
}

const CHOICES = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
]

/** Yes, no, or not known yet. */
export function YesNo({ label, value, onChange, error }: Props) {
  return (
    <Select
      label={`${label} (optional)`}
      placeholder="Not known"
      clearable
      data={CHOICES}
      value={typeof value === 'boolean' ? String(value) : null}
      onChange={(chosen) => onChange?.(chosen === null ? null : chosen === 'true')}
      error={error}
    />
  )
}
