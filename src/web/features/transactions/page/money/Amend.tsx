import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { closings } from '#domains/transactions/closings/contract.ts'
import { Amendment } from '#domains/transactions/closings/schema.ts'
import type { TransactionDetail } from '#domains/transactions/schema.ts'
import { FormModal } from '#web/kit/FormModal.tsx'
import { useChange } from '#web/use-call.ts'

/** A closing is corrected with a reason; the figures that were confirmed are kept. */
export function Amend({ deal: { id, closed_on, sale_price } }: { deal: TransactionDetail }) {
  const [open, setOpen] = useState(false)
  const amend = useChange(closings.amend)
  return (
    <>
      <Button variant="default" size="compact-sm" w="fit-content" onClick={() => setOpen(true)}>
        Amend closing
      </Button>
      <FormModal
        opened={open}
        onClose={() => setOpen(false)}
        title="Amend closing"
        schema={Amendment}
        initial={{ closed_on: closed_on ?? '', sale_price: sale_price ?? '' }}
        action="Amend"
        send={(values) => amend.make({ id }, values)}
        said={() => 'Closing amended. Commissions are being computed again.'}
        fields={{
          closed_on: 'Closed on',
          sale_price: { label: 'Sale price', as: 'money' },
          reason: { label: 'Reason', description: 'Kept in the history of the deal.' },
        }}
      >
        {() => (
          <Text size="xs" c="dimmed">
            The commissions of this deal, and of deals that closed after it in the same year of its agents,
            are computed again.
          </Text>
        )}
      </FormModal>
    </>
  )
}
