import { Button, Group } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { NewDealModal } from '#web/features/transactions/form/NewDealModal.tsx'
import { Chips } from '#web/kit/filters/Chips.tsx'
import type { Filter } from '#web/kit/filters/filter.ts'
import { ListSearch } from '#web/kit/filters/ListSearch.tsx'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { useMay } from '#web/session.ts'
import { useAddress } from '#web/use-address.ts'
import { DealsAs } from './DealsAs.tsx'
import type { DealParameter } from './views.ts'

type Props = { shown: 'board' | 'calendar'; filters: Filter<DealParameter>[]; children: ReactNode }

/** Around deals that are shown otherwise than as a list: the way to the list, and what narrows them. */
export function DealsFrame({ shown, filters, children }: Props) {
  const edit = useMay('transactions.edit')
  const [search, setSearch] = useAddress()
  return (
    <>
      <PageHeader title="Deals">
        <DealsAs shown={shown} />
        {edit && (
          <Button leftSection={<IconPlus size={16} />} onClick={() => setSearch({ ...search, new: 'deal' })}>
            New deal
          </Button>
        )}
      </PageHeader>
      <Group gap="sm" mb="sm">
        <div style={{ width: 260, maxWidth: '100%' }}>
          <ListSearch label="Search deals" q={search.q} setQ={(q) => setSearch({ ...search, q })} />
        </div>
        <Chips filters={filters} search={search} setSearch={setSearch} />
      </Group>
      {children}
      <NewDealModal opened={search.new === 'deal'} onClose={() => setSearch({ ...search, new: undefined })} />
    </>
  )
}
