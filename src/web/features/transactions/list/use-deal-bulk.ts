import { useQueryClient } from '@tanstack/react-query'
import type { DealHandover, TransactionBulk } from '#domains/transactions/bulk/schema.ts'
import { transactions } from '#domains/transactions/contract.ts'
import type { TransactionRow, Visibility } from '#domains/transactions/schema.ts'
import { call, outdate } from '#web/calls.ts'
import { DEAL_VISIBILITIES } from '#web/features/transactions/words.ts'
import { formatCount } from '#web/kit/figures.ts'
import type { Choice } from '#web/kit/filters/filter.ts'
import { notify, notifyRefusal, notifyUndo } from '#web/kit/notify.tsx'
import type { Selection } from '#web/kit/table/use-selection.ts'

/** One change to all that are selected; what was refused is said, and what was done can be undone. */
export function useDealBulk({ selected, clear }: Pick<Selection<TransactionRow>, 'selected' | 'clear'>) {
  const queries = useQueryClient()
  const ids = selected.map(({ id }) => id)
  const again = () => outdate(queries, transactions.bulk.about)

  const change = async (
    made: TransactionBulk,
    said: string,
    back: (done: TransactionRow[]) => TransactionBulk[],
  ) => {
    const { done, refused } = await call(transactions.bulk, {}, made)
    const changed = selected.filter(({ id }) => done.includes(id))
    clear()
    await again()
    if (refused[0]) notify(`${formatCount(refused.length, 'deal')} not changed: ${refused[0].reason}`)
    if (changed.length === 0) return
    notifyUndo(`${formatCount(changed.length, 'deal')} ${said}`, async () => {
      for (const undo of back(changed)) await call(transactions.bulk, {}, undo)
      await again()
    })
  }
  const run = (...given: Parameters<typeof change>) => change(...given).catch(notifyRefusal)
  const handOver = (to: DealHandover, said: string) =>
    run({ action: 'change', ids, change: to }, said, (done) => takeBack(done, to))
  const put = (action: 'archive' | 'unarchive', said: string, undo: 'archive' | 'unarchive') =>
    run({ action, ids }, said, (done) => [{ action: undo, ids: done.map(({ id }) => id) }])

  return {
    giveTeam: ({ value: team_id, label }: Choice) => handOver({ team_id }, `given to the team ${label}.`),
    giveListing: ({ value, label }: Choice) =>
      handOver({ listing_agent_id: value }, `given to ${label} as their listing agent.`),
    giveBuyer: ({ value, label }: Choice) =>
      handOver({ selling_agent_id: value }, `given to ${label} as their buyer’s agent.`),
    share: ({ visibility, team_id, label }: Audience) =>
      handOver(
        { visibility, ...(team_id && { team_id }) },
        `now visible to ${label.charAt(0).toLowerCase()}${label.slice(1)}.`,
      ),
    archive: () => put('archive', 'archived.', 'unarchive'),
    restore: () => put('unarchive', 'restored from the archive.', 'archive'),
  }
}

/** What gives each deal back what it had, for as few calls as there are different values. */
export function takeBack(done: TransactionRow[], to: DealHandover): TransactionBulk[] {
  const had = (deal: TransactionRow): DealHandover => ({
    ...('listing_agent_id' in to && { listing_agent_id: deal.listing_agent_id }),
    ...('selling_agent_id' in to && { selling_agent_id: deal.selling_agent_id }),
    ...('team_id' in to && { team_id: deal.team_id }),
    ...('visibility' in to && { visibility: deal.visibility }),
  })
  return [...Map.groupBy(done, (deal) => JSON.stringify(had(deal))).values()].flatMap((alike) => {
    const [first] = alike
    return first ? [{ action: 'change', ids: alike.map(({ id }) => id), change: had(first) }] : []
  })
}

export type Audience = Choice & { visibility: Visibility; team_id: string | null }

/** Who can see deals: their agents, one of the teams, or everyone. */
export const audiencesOf = (teams: { id: string; name: string }[]): Audience[] => [
  { value: 'private', visibility: 'private', team_id: null, label: DEAL_VISIBILITIES.private },
  ...teams.map(({ id, name }) => ({
    ...{ value: id, visibility: 'team' as const, team_id: id, label: `The team ${name}` },
  })),
  {
    ...{ value: 'organization', visibility: 'organization', team_id: null },
    label: DEAL_VISIBILITIES.organization,
  },
]
