import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { amounts } from '#domains/transactions/amounts/contract.ts'
import { commissions } from '#domains/transactions/commissions/contract.ts'
import type { TransactionDetail } from '#domains/transactions/schema.ts'
import { everyOf } from '#web/calls.ts'
import { useCall } from '#web/use-call.ts'
import { AmendmentHistory } from './AmendmentHistory.tsx'

const AmendModal = lazy(() => import('./AmendModal.tsx').then((file) => ({ default: file.AmendModal })))

/** A closing is corrected with a reason; the figures that were confirmed are kept. */
export function Amend({ deal }: { deal: TransactionDetail }) {
  const [open, setOpen] = useState(false)
  const { data: known } = useQuery({ ...everyOf(amounts.all, { id: deal.id }), enabled: open })
  const { data: commission } = useCall(commissions.one, { id: deal.id }, { enabled: open })
  return (
    <>
      {deal.may.edit && (
        <Button variant="default" size="compact-sm" w="fit-content" onClick={() => setOpen(true)}>
          Amend closing
        </Button>
      )}
      <AmendmentHistory id={deal.id} />
      {open && known && commission && (
        <Suspense>
          <AmendModal deal={deal} amounts={known} commission={commission} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
