import { Button, Group } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { NewExchangeModal } from '#web/features/exchanges/form/NewExchangeModal.tsx'
import { Chips } from '#web/kit/filters/Chips.tsx'
import type { Filter } from '#web/kit/filters/filter.ts'
import { ListSearch } from '#web/kit/filters/ListSearch.tsx'
import { PageHeader } from '#web/kit/PageHeader.tsx'
import { useMay } from '#web/session.ts'
import { useAddress } from '#web/use-address.ts'
import { ExchangesAs } from './ExchangesAs.tsx'

type Props = { shown: 'board' | 'calendar'; filters: Filter[]; children: ReactNode }

/** Around exchanges that are shown otherwise than as a list: the way to the list, and what narrows them. */
export function ExchangesFrame({ shown, filters, children }: Props) {
  const edit = useMay('exchanges.edit')
  const [search, setSearch] = useAddress()
  return (
    <>
      <PageHeader title="Exchanges">
        <ExchangesAs shown={shown} />
        {edit && (
          <Button
            leftSection={<IconPlus size={16} />}
            onClick={() => setSearch({ ...search, new: 'exchange' })}
          >
            New exchange
          </Button>
        )}
      </PageHeader>
      <Group gap="sm" mb="sm">
        <div style={{ width: 260, maxWidth: '100%' }}>
          <ListSearch label="Search exchanges" q={search.q} setQ={(q) => setSearch({ ...search, q })} />
        </div>
        <Chips filters={filters} search={search} setSearch={setSearch} />
      </Group>
      {children}
      <NewExchangeModal
        opened={search.new === 'exchange'}
        onClose={() => setSearch({ ...search, new: undefined })}
      />
    </>
  )
}
