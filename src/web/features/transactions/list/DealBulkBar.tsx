import { IconArchive, IconArchiveOff, IconEye, IconUser, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { teams } from '#domains/identity/teams/contract.ts'
import { transactions } from '#domains/transactions/contract.ts'
import type { TransactionRow } from '#domains/transactions/schema.ts'
import { everyOf } from '#web/calls.ts'
import type { Choice } from '#web/kit/filters/filter.ts'
import { BulkAction, BulkChoice } from '#web/kit/table/BulkActions.tsx'
import { ListBulkBar } from '#web/kit/table/ListBulkBar.tsx'
import type { Selection } from '#web/kit/table/use-selection.ts'
import { useCall } from '#web/use-call.ts'
import type { PagedList } from '#web/use-list.ts'
import { audiencesOf, useDealBulk } from './use-deal-bulk.ts'
import type { narrowingOf } from './views.ts'

type Props = {
  selection: Selection<TransactionRow>
  list: PagedList<TransactionRow>
  narrowing: ReturnType<typeof narrowingOf>
  members: Choice[]
}

/** What can be done with the selected deals, all at once and each of it with a way back. */
export function DealBulkBar({ selection, list, narrowing, members }: Props) {
  const { giveTeam, giveListing, giveBuyer, share, archive, restore } = useDealBulk(selection)
  const beyond = selection.all && list.more
  const { data: counted } = useCall(transactions.count, narrowing, { enabled: beyond })
  const { data: groups = [] } = useQuery(everyOf(teams.all, {}))
  return (
    <ListBulkBar one="deal" selection={selection} list={list} beyond={beyond} count={counted?.count}>
      {list.search.archived === 'true' ? (
        <BulkAction icon={<IconArchiveOff size={15} />} label="Restore" onClick={restore} />
      ) : (
        <>
          {groups.length > 0 && (
            <BulkChoice
              label="Team"
              icon={<IconUsers size={15} />}
              choices={groups.map(({ id, name }) => ({ value: id, label: name }))}
              choose={giveTeam}
            />
          )}
          <BulkChoice
            label="Listing agent"
            icon={<IconUser size={15} />}
            choices={members}
            choose={giveListing}
          />
          <BulkChoice
            label="Buyer’s agent"
            icon={<IconUser size={15} />}
            choices={members}
            choose={giveBuyer}
          />
          <BulkChoice
            label="Visible to"
            icon={<IconEye size={15} />}
            choices={audiencesOf(groups)}
            choose={share}
          />
          <BulkAction icon={<IconArchive size={15} />} label="Archive" onClick={archive} />
        </>
      )}
    </ListBulkBar>
  )
}
