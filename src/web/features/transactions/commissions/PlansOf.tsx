import { Button, Group, Stack, Text } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { plans } from '#domains/transactions/plans/contract.ts'
import type { CommissionPlan } from '#domains/transactions/plans/schema.ts'
import { everyOf } from '#web/calls.ts'
import { percentOf } from '#web/features/transactions/page/commission/percent.ts'
import { formatDay } from '#web/kit/dates.tsx'
import { formatMoney } from '#web/kit/figures.ts'
import { PlanModal } from './PlanModal.tsx'

type Props = { user_id: string; agent_name: string; manage: boolean }

/** An agent's plans over the years, in plain words. */
export function PlansOf({ user_id, agent_name, manage }: Props) {
  const { data = [] } = useQuery(everyOf(plans.all, { user_id }))
  const [editing, setEditing] = useState<CommissionPlan | null>(null)
  const ordered = data.toSorted((one, other) => other.valid_from.localeCompare(one.valid_from))
  return (
    <Stack gap={4}>
      {ordered.map((plan) => (
        <Group key={plan.id} gap="4px 8px" fz="sm" align="flex-start">
          <Text inherit c="dimmed" style={{ flex: 'none' }}>
            {`From ${formatDay(plan.valid_from)}`}
          </Text>
          <Text inherit flex="1 1 260px">
            {planInWords(plan)}
          </Text>
          {manage && (
            <Button
              variant="subtle"
              size="compact-xs"
              leftSection={<IconPencil size={13} />}
              aria-label={`Edit ${agent_name}’s plan from ${formatDay(plan.valid_from)}`}
              onClick={() => setEditing(plan)}
            >
              Edit
            </Button>
          )}
        </Group>
      ))}
      {editing && <PlanModal plan={editing} onClose={() => setEditing(null)} />}
    </Stack>
  )
}

/** "70% to the agent, 80% from $100,000.00; cap $18,000.00; Transaction fee $395.00 a deal". */
export function planInWords({
  tiers,
  cap,
  deductions,
}: Pick<CommissionPlan, 'tiers' | 'cap' | 'deductions'>): string {
  const steps = tiers.map(({ from, rate }, place) =>
    place === 0 ? `${percentOf(rate)}% to the agent` : `${percentOf(rate)}% from ${formatMoney(from)}`,
  )
  return [
    steps.join(', '),
    cap === null ? 'no cap' : `cap ${formatMoney(cap)}`,
    ...deductions.map(({ label, amount }) => `${label} ${formatMoney(amount)} a deal`),
  ].join('; ')
}
