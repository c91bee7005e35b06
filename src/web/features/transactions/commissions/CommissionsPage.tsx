import { Button, Group, Stack } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { plans } from '#domains/transactions/plans/contract.ts'
import type { Progress } from '#domains/transactions/plans/schema.ts'
import { everyOf } from '#web/calls.ts'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { Empty, Refused, RowsSkeleton } from '#web/kit/states.tsx'
import { useMay } from '#web/session.ts'
import { useAddress } from '#web/use-address.ts'
import { AgentYear } from './AgentYear.tsx'
import { FranchiseFees } from './FranchiseFees.tsx'
import { PlanModal } from './PlanModal.tsx'

/** How far each agent has come in their year, and by which plan. */
export function CommissionsPage() {
  const manage = useMay('transactions.manage_commissions')
  const sees_all = useMay('transactions.see_commissions')
  const [search, setSearch] = useAddress()
  const { data, error, refetch } = useQuery(everyOf(plans.progress, {}))
  const make = (agent: string | undefined) => setSearch({ ...search, new: agent })
  return (
    <>
      <PageHeader
        title="Commissions"
        note="Each agent’s year: what is left to the cap, and what pending deals will add."
      >
        {manage && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => make('plan')}>
            New plan
          </Button>
        )}
      </PageHeader>
      {error && <Refused error={error} retry={refetch} />}
      {!data && !error && <RowsSkeleton rows={6} height={36} />}
      {data?.length === 0 && (
        <Empty title={sees_all ? 'No commission plans yet' : 'No commission plan yet'}>
          {sees_all
            ? 'A plan says how an agent and the company share, and up to which cap. Every deal is computed from it.'
            : 'Your broker sets your plan. What you earn shows up here.'}
        </Empty>
      )}
      <Stack gap="sm" maw={900}>
        {data?.toSorted(byRoom).map((year) => (
          <AgentYear key={year.user_id} year={year} alone={data.length === 1} manage={manage} />
        ))}
        {sees_all && (
          <Group mt="md">
            <FranchiseFees manage={manage} />
          </Group>
        )}
      </Stack>
      {manage && search.new === 'plan' && <PlanModal plan={null} onClose={() => make(undefined)} />}
    </>
  )
}

/** Those first who are nearest to their cap. */
function byRoom(one: Progress, other: Progress): number {
  return reached(other) - reached(one) || one.agent_name.localeCompare(other.agent_name)
}

/** The part of the cap that is kept already. */
export function reached({ cap, kept }: Pick<Progress, 'cap' | 'kept'>): number {
  return cap === null || Number(cap) === 0 ? 0 : Math.min(1, Number(kept) / Number(cap))
}
