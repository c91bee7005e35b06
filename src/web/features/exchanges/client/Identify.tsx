import { Alert, Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { exchangePage } from '#domains/exchanges/guests/contract.ts'
import type { GuestExchange } from '#domains/exchanges/guests/schema.ts'
import type { Identification } from '#domains/exchanges/identification/schema.ts'
import { call } from '#web/calls.ts'
import type { Refusal } from '#web/http.ts'
import { formatMoney } from '#web/kit/figures.ts'
import { notify } from '#web/kit/notify.tsx'
import styles from './Client.module.css'
import { withSession } from './session.ts'

type Props = {
  exchange: GuestExchange
  identification: Identification
  token: string
  session: string
  onChange: () => void
}

type Line = { key: number; address_line1: string; city: string; value: string }
const STATES = {
  ...{ identified: 'Identified', received: 'Received', revoked: 'Revoked' },
  ...{ not_identified: 'Not identified', not_valid: 'Not counted' },
} as const

/** What is identified, held against the rules; and, for those who may, more to identify, checked while one types. */
export function Identify({ exchange, identification, token, session, onChange }: Props) {
  const [lines, setLines] = useState<Line[]>([])
  const [typed] = useDebouncedValue(lines, 300)
  const add = typed.map(({ value }) => ({ fair_market_value: value ? Number(value).toFixed(2) : null }))
  const { data: trial } = useQuery({
    queryKey: ['identification trial', token, add],
    queryFn: () => call(exchangePage.check, { token }, { add }, withSession(session)),
    enabled: add.length > 0,
  })
  const shown = (add.length > 0 && trial) || identification
  const may = exchange.identifies && identification.deadline !== null && !identification.locked
  return (
    <Stack gap="sm">
      <Text fw={600} aria-live="polite">
        {shown.sentence}
      </Text>
      <Tests identification={shown} />
      <ul className={styles.list}>
        {identification.properties.map(({ exchange_property_id, address, value, state }) => (
          <li key={exchange_property_id} className={styles.row}>
            <span>{address}</span>
            <Text size="sm" c="dimmed">
              {[STATES[state], value && formatMoney(value)].filter(Boolean).join(' · ')}
            </Text>
          </li>
        ))}
      </ul>
      {may && <Lines lines={lines} setLines={setLines} token={token} session={session} onChange={onChange} />}
      {identification.locked && (
        <Text size="sm" c="dimmed">
          The identification period has ended. Nothing can be added or changed anymore.
        </Text>
      )}
    </Stack>
  )
}

/** The three tests in numbers. */
function Tests({ identification: { tests } }: { identification: Identification }) {
  const { three_properties: three, two_hundred_percent: two, ninety_five_percent: ninety } = tests
  return (
    <div className={styles.tests}>
      <Text size="sm">
        Properties: {three.count} of {three.limit}
      </Text>
      {two.limit && two.total && three.count > three.limit && (
        <Text size="sm">
          Their value: {formatMoney(two.total)}, at most {formatMoney(two.limit)}
        </Text>
      )}
      {ninety.required && three.count > three.limit && (
        <Text size="sm">To be received if it is more than that: {formatMoney(ninety.required)}</Text>
      )}
    </div>
  )
}

type LinesProps = Omit<Props, 'exchange' | 'identification'> & {
  lines: Line[]
  setLines: (lines: Line[]) => void
}

function Lines({ lines, setLines, token, session, onChange }: LinesProps) {
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const change = (key: number, more: Partial<Line>) =>
    setLines(lines.map((line) => (line.key === key ? { ...line, ...more } : line)))
  const send = async () => {
    setBusy(true)
    setRefusal(null)
    const properties = lines.map(({ address_line1, city, value }) => ({
      property: { address_line1, ...(city && { city }) },
      fair_market_value: value ? Number(value).toFixed(2) : null,
    }))
    try {
      await call(exchangePage.identify, { token }, { properties }, withSession(session))
      notify('Your notice is ready to be signed.')
      setLines([])
      onChange()
    } catch (failed) {
      setRefusal((failed as Refusal).message)
    }
    setBusy(false)
  }
  return (
    <>
      {lines.map(({ key, address_line1, city, value }, place) => (
        <div key={key} className={styles.card}>
          <TextInput
            label={`Address of property ${place + 1}`}
            value={address_line1}
            onChange={(event) => change(key, { address_line1: event.currentTarget.value })}
          />
          <TextInput
            label="City"
            value={city}
            onChange={(event) => change(key, { city: event.currentTarget.value })}
          />
          <NumberInput
            label="Value"
            prefix="$"
            thousandSeparator=","
            min={0}
            value={value}
            onChange={(amount) => change(key, { value: String(amount) })}
          />
          <Button
            variant="subtle"
            color="red"
            size="compact-sm"
            onClick={() => setLines(lines.filter((line) => line.key !== key))}
          >
            Remove
          </Button>
        </div>
      ))}
      {refusal && (
        <Alert color="red" role="alert">
          {refusal}
        </Alert>
      )}
      <Group gap="xs">
        <Button
          variant="default"
          onClick={() => setLines([...lines, { key: Date.now(), address_line1: '', city: '', value: '' }])}
        >
          {lines.length === 0 ? 'Identify property' : 'Add another'}
        </Button>
        {lines.length > 0 && (
          <Button
            onClick={send}
            loading={busy}
            disabled={lines.some((line) => line.address_line1.trim() === '')}
          >
            Continue to sign
          </Button>
        )}
      </Group>
    </>
  )
}
