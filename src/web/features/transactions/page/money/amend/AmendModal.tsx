import { Button, Modal, NumberInput, Select, Text, TextInput } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import { useState } from 'react'
import { amendments } from '#domains/transactions/amendments/contract.ts'
import type { Amount } from '#domains/transactions/amounts/schema.ts'
import type { Commission } from '#domains/transactions/commissions/schema.ts'
import type { TransactionDetail } from '#domains/transactions/schema.ts'
import { GrossFields } from '#web/features/transactions/page/commission/GrossFields.tsx'
import { PERCENT } from '#web/features/transactions/page/commission/percent.ts'
import { type TermsValues, valuesOf } from '#web/features/transactions/page/commission/terms-values.ts'
import { notify } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { useProblemForm } from '#web/kit/problem-form.ts'
import { useMay } from '#web/session.ts'
import { useChange } from '#web/use-call.ts'
import { AmendAmounts } from './AmendAmounts.tsx'
import { AmendPreview } from './AmendPreview.tsx'
import { type AmendValues, amendValuesOf, draftOf } from './amend-values.ts'

type Props = { deal: TransactionDetail; amounts: Amount[]; commission: Commission; onClose: () => void }

/** What was entered wrong or was corrected by the settlement statement, why, and what follows from it. */
export function AmendModal({ deal, amounts, commission, onClose }: Props) {
  const amend = useChange(amendments.amend)
  const [before] = useState({ deal, amounts, commission })
  const { form, submit, refusal, busy } = useProblemForm<AmendValues>({
    initialValues: amendValuesOf(deal, amounts),
  })
  const basis = useForm<TermsValues>({
    initialValues: valuesOf(commission.terms ?? NO_TERMS),
  })
  const manages = useMay('transactions.manage_commissions') && commission.terms !== null
  const draft = draftOf(form.getValues(), manages ? basis.getValues() : null, before)
  const unchanged = Object.keys(draft).length === 0
  const save = submit(async ({ reason }) => {
    await amend.make({ id: deal.id }, { ...draft, reason }, { version: before.deal.version })
    notify('Closing amended. Commissions are being computed again.')
    onClose()
  })
  return (
    <Modal opened onClose={onClose} title="Amend closing" size={620}>
      <ProblemForm
        onSubmit={save}
        refusal={refusal}
        busy={busy}
        action="Amend"
        button="end"
        disabled={unchanged}
      >
        <TextInput type="date" label="Closed on" {...form.getInputProps('closed_on')} />
        {deal.sale_price && (
          <TextInput
            label="Sale price"
            inputMode="decimal"
            leftSection="$"
            {...form.getInputProps('sale_price')}
          />
        )}
        <AmendAmounts form={form} />
        {manages && <Basis form={basis} both={deal.side === 'both'} />}
        <TextInput
          label="Reason"
          required
          maxLength={1000}
          description="Kept in the history of the closing."
          {...form.getInputProps('reason')}
        />
        {unchanged ? (
          <Text size="xs" c="dimmed">
            Change a figure to see what follows from it.
          </Text>
        ) : (
          <AmendPreview id={deal.id} draft={draft} />
        )}
      </ProblemForm>
    </Modal>
  )
}

const NO_TERMS = {
  ...{ gross: { kind: 'rate', rate: null }, paid_by: 'seller', listing_share: 0.5 },
  ...{ referrals: [], agents: null },
} as const satisfies NonNullable<Commission['terms']>

/** What the commission is computed by. It stays closed, since it rarely changes. */
function Basis({ form, both }: { form: UseFormReturnType<TermsValues>; both: boolean }) {
  const [open, setOpen] = useState(false)
  if (!open)
    return (
      <Button variant="default" size="compact-sm" w="fit-content" onClick={() => setOpen(true)}>
        Change commission
      </Button>
    )
  return (
    <>
      <GrossFields form={form} />
      {!both && (
        <NumberInput label="Listing side’s part" {...PERCENT} {...form.getInputProps('listing_share')} />
      )}
      <Select
        label="Paid at closing by"
        allowDeselect={false}
        data={[
          { value: 'seller', label: 'Seller' },
          { value: 'buyer', label: 'Buyer' },
        ]}
        {...form.getInputProps('paid_by')}
      />
    </>
  )
}
