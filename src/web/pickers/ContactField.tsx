import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { contacts } from '#domains/contacts/contract.ts'
import { useCall } from '#web/use-call.ts'

type Props = {
  label: string
  value?: string | null
  onChange: (id: string | null) => void
  error?: React.ReactNode
  /** Who can't be chosen. */
  but?: string
  clearable?: boolean
  /** Has the focus when its dialog opens. */
  focused?: boolean
}

/** A contact, found by typing. */
export function ContactField({ label, value, onChange, error, but, clearable = false, focused }: Props) {
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed, 150)
  const { data } = useCall(contacts.all, { q: q || undefined, limit: 20 })
  const { data: chosen } = useCall(contacts.one, { id: value ?? '' }, { enabled: !!value })
  const found = (data?.items ?? []).filter(({ id }) => id !== but)
  const all = chosen && !found.some(({ id }) => id === chosen.id) ? [chosen, ...found] : found
  return (
    <Select
      label={label}
      searchable
      clearable={clearable}
      data-autofocus={focused || undefined}
      openOnFocus={!focused}
      placeholder="Name, email or phone"
      nothingFoundMessage="No matching contacts"
      data={all.map(({ id, display_name, email }) => ({
        value: id,
        label: email && email !== display_name ? `${display_name} (${email})` : display_name,
      }))}
      filter={({ options }) => options}
      value={value || null}
      onChange={onChange}
      onSearchChange={setTyped}
      error={error}
    />
  )
}
