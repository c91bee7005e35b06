import { Button, Group, Stack, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { exchangeProperties } from '#domains/exchanges/properties/contract.ts'
import type { ExchangeProperty } from '#domains/exchanges/properties/schema.ts'
import { PROPERTY_SIDES } from '#web/features/exchanges/words.ts'
import { formatDay } from '#web/kit/dates.tsx'
import { formatMoney } from '#web/kit/figures.ts'
import { SureButton } from '#web/kit/SureButton.tsx'
import { Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useChange, usePages } from '#web/use-call.ts'
import { AddPropertyModal, EditPropertyModal } from './PropertyModals.tsx'

/** The properties that the taxpayer gives up and receives, with the days that count. */
export function Properties({ id, edit }: { id: string; edit: boolean }) {
  const { items, error, hasNextPage, fetchNextPage } = usePages(exchangeProperties.all, { id })
  const [adding, setAdding] = useState(false)
  const [editing, setEditing] = useState<ExchangeProperty | null>(null)
  const remove = useChange(exchangeProperties.remove)
  if (error) return <Refused error={error} />
  if (!items) return <RowsSkeleton rows={3} />
  return (
    <Stack gap="md">
      {items.map((one) => (
        <Group key={one.id} justify="space-between" align="flex-start" gap="xs">
          <What one={one} />
          {edit && (
            <Group gap={4}>
              <Button
                variant="subtle"
                size="compact-sm"
                aria-label={`Edit ${one.address}`}
                onClick={() => setEditing(one)}
              >
                Edit
              </Button>
              {!one.transferred_on && (
                <SureButton
                  size="compact-sm"
                  sure="Remove"
                  aria-label={`Remove ${one.address}`}
                  act={() => remove.make({ id, exchange_property_id: one.id })}
                >
                  Remove
                </SureButton>
              )}
            </Group>
          )}
        </Group>
      ))}
      {items.length === 0 && (
        <Text size="sm" c="dimmed">
          No properties yet.
        </Text>
      )}
      {hasNextPage && (
        <Button variant="default" size="compact-sm" w="fit-content" onClick={() => fetchNextPage()}>
          Show more
        </Button>
      )}
      {edit && (
        <Button
          variant="default"
          size="compact-sm"
          w="fit-content"
          leftSection={<IconPlus size={14} />}
          onClick={() => setAdding(true)}
        >
          Add property
        </Button>
      )}
      <AddPropertyModal id={id} opened={adding} onClose={() => setAdding(false)} />
      {editing && <EditPropertyModal id={id} one={editing} onClose={() => setEditing(null)} />}
    </Stack>
  )
}

function What({ one }: { one: ExchangeProperty }) {
  const { side, price, assigned_on, parties_notified_on, transferred_on } = one
  const facts = [
    PROPERTY_SIDES[side],
    price && formatMoney(price),
    assigned_on && `Assigned ${formatDay(assigned_on)}`,
    parties_notified_on && `Parties notified ${formatDay(parties_notified_on)}`,
    transferred_on && `${side === 'relinquished' ? 'Transferred' : 'Received'} ${formatDay(transferred_on)}`,
  ]
  return (
    <div>
      <Text size="sm" fw={500}>
        {one.address}
      </Text>
      <Text size="sm" c="dimmed">
        {facts.filter(Boolean).join(' · ')}
      </Text>
    </div>
  )
}
