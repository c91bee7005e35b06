import { Alert, Modal, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { closings } from '#domains/transactions/closings/contract.ts'
import { Closing } from '#domains/transactions/closings/schema.ts'
import { netSheets } from '#domains/transactions/net-sheet/contract.ts'
import { Money } from '#domains/transactions/schema.ts'
import { SheetLines } from '#web/features/transactions/page/money/NetSheet.tsx'
import { notify } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { readerDay } from '#web/kit/reader.ts'
import { RowsSkeleton } from '#web/kit/states.tsx'
import { useZodForm } from '#web/kit/use-zod-form.ts'
import { useCall, useChange } from '#web/use-call.ts'
import { type Moved, type Needed, neededFor } from './steps.ts'

const FORM = Closing.required().pick({ closed_on: true, sale_price: true })
type Values = { closed_on: string; sale_price: string }

/** The day, the price and the net sheet as they are on the settlement statement: they are kept as they were confirmed. */
export function CloseModal({ deal, onClose }: { deal: Moved; to: 'closed' | string; onClose: () => void }) {
  const { id, side, stage, address } = deal
  const priced = (neededFor(deal, 'closed') as Needed[]).includes('sale_price')
  const close = useChange(closings.close)
  const { form, field, submit, refusal, busy } = useZodForm<Values>(
    priced ? FORM : FORM.pick({ closed_on: true }),
    {
      initialValues: { closed_on: readerDay(new Date()), sale_price: deal.sale_price ?? '' },
    },
  )
  const view = side === 'selling' ? 'buyer' : 'seller'
  const [sale_price] = useDebouncedValue(form.getValues().sale_price, 250)
  const known = priced && Money.safeParse(sale_price).success
  const sheet = useCall(netSheets.one, { id, view, sale_price }, { enabled: known })
  const shown = sheet.data && sale_price === form.getValues().sale_price ? sheet.data : null
  const send = submit(async (values) => {
    const figures = priced ? { sale_price: values.sale_price, ...(shown && { result: shown.result }) } : {}
    await close.make({ id }, { from: stage, closed_on: values.closed_on, ...figures })
    notify(`${address}: Closed.`)
    onClose()
  })
  return (
    <Modal opened onClose={onClose} title="Close deal" size={520}>
      <ProblemForm
        onSubmit={send}
        refusal={refusal}
        busy={busy}
        action="Close deal"
        button="end"
        disabled={known && !shown}
      >
        {!deal.contract_date && (
          <Alert color="yellow">Enter the contract date before you close the deal.</Alert>
        )}
        <TextInput type="date" label="Closed on" data-autofocus {...field('closed_on')} />
        {priced && (
          <TextInput label="Sale price" inputMode="decimal" leftSection="$" {...field('sale_price')} />
        )}
        {known && (
          <div>
            <Text size="sm" fw={500} mb={4}>
              {view === 'seller' ? 'Seller’s net sheet' : 'Buyer’s net sheet'}
            </Text>
            {shown ? <SheetLines view={view} lines={shown.lines} /> : <RowsSkeleton rows={3} />}
            <Text size="xs" c="dimmed" mt={6}>
              Check it against the settlement statement. These figures are kept with the closing.
            </Text>
          </div>
        )}
      </ProblemForm>
    </Modal>
  )
}
