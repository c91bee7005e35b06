import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { transactions } from '#domains/transactions/contract.ts'
import { useCall } from '#web/use-call.ts'

type Props = {
  label: string
  value?: string | null
  onChange: (id: string | null) => void
  error?: React.ReactNode
}

/** A deal of the organization, found by typing. */
export function DealField({ label, value, onChange, error }: Props) {
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed, 150)
  const { data } = useCall(transactions.all, { q: q || undefined, limit: 20 })
  const { data: chosen } = useCall(transactions.one, { id: value ?? '' }, { enabled: !!value })
  const found = data?.items ?? []
  const all = chosen && !found.some(({ id }) => id === chosen.id) ? [chosen, ...found] : found
  return (
    <Select
      label={label}
      searchable
      placeholder="Address, number or name"
      nothingFoundMessage="No matching deals"
      data={all.map(({ id, address, transaction_number }) => ({
        value: id,
        label: `${address} (${transaction_number})`,
      }))}
      filter={({ options }) => options}
      value={value || null}
      onChange={onChange}
      onSearchChange={setTyped}
      error={error}
    />
  )
}
