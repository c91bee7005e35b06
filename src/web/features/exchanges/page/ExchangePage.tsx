import { useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { exchanges } from '#domains/exchanges/contract.ts'
import { answerTo } from '#web/calls.ts'
import { RecordLayout } from '#web/kit/record/RecordLayout.tsx'
import { useAddress } from '#web/use-address.ts'
import { Clocks } from './clocks/Clocks.tsx'
import { Header } from './Header.tsx'
import { Standing } from './Standing.tsx'
import { sectionsOf } from './sections.tsx'

/** An exchange: its clocks beside all that is known of it. */
export function ExchangePage() {
  const { id } = useParams({ from: '/frame/exchanges/$id' })
  return <OpenExchange key={id} id={id} />
}

function OpenExchange({ id }: { id: string }) {
  const { data: exchange } = useSuspenseQuery(answerTo(exchanges.one, { id }))
  const [search, setSearch] = useAddress()
  return (
    <>
      <Header exchange={exchange} />
      <Standing exchange={exchange} />
      <RecordLayout
        main={<Clocks exchange={exchange} />}
        sections={sectionsOf(exchange)}
        section={search.tab}
        setSection={(tab) => setSearch({ ...search, tab })}
      />
    </>
  )
}
