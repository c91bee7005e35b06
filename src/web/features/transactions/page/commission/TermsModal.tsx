import { Alert, Modal, NumberInput, SegmentedControl, Select, Text, Textarea } from '@mantine/core'
import { commissions } from '#domains/transactions/commissions/contract.ts'
import type { Commission } from '#domains/transactions/commissions/schema.ts'
import type { TransactionDetail } from '#domains/transactions/schema.ts'
import { notify } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { useProblemForm } from '#web/kit/problem-form.ts'
import { useMembers } from '#web/pickers/use-members.ts'
import { useChange } from '#web/use-call.ts'
import { AgentFields } from './AgentFields.tsx'
import { GrossFields } from './GrossFields.tsx'
import { PERCENT } from './percent.ts'
import { ReferralFields } from './ReferralFields.tsx'
import { type TermsValues, termsOf, valuesOf, warningOf } from './terms-values.ts'

type Props = {
  deal: TransactionDetail
  commission: Commission
  terms: NonNullable<Commission['terms']>
  onClose: () => void
}

/** What was agreed: what is paid, what goes off the top, and who shares in the rest. */
export function TermsModal({ deal, commission, terms, onClose }: Props) {
  const change = useChange(commissions.change)
  const agents = useMembers()
  const { form, submit, refusal, busy } = useProblemForm<TermsValues>({ initialValues: valuesOf(terms) })
  const values = form.getValues()
  const warning = warningOf(values)
  const save = submit(async (typed) => {
    await change.make({ id: deal.id }, termsOf(typed), { version: commission.version })
    notify('Commission terms saved.')
    onClose()
  })
  return (
    <Modal opened onClose={onClose} title="Commission terms" size={620}>
      <ProblemForm
        onSubmit={save}
        refusal={refusal}
        busy={busy}
        action="Save"
        button="end"
        disabled={!!warning}
      >
        <GrossFields form={form} />
        {deal.side !== 'both' && (
          <NumberInput
            label="Listing side’s part"
            description="Of the gross commission. The rest is the buyer’s side’s."
            {...PERCENT}
            {...form.getInputProps('listing_share')}
          />
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
        <ReferralFields form={form} />
        <div>
          <Text size="sm" fw={500} mb={4}>
            Who shares
          </Text>
          <SegmentedControl
            aria-label="Who shares"
            data={[
              { value: 'deal', label: 'Agents of the deal' },
              { value: 'named', label: 'Named with shares' },
            ]}
            {...form.getInputProps('sharing')}
          />
        </div>
        {values.sharing === 'named' && <AgentFields form={form} agents={agents} />}
        {deal.status === 'closed' && (
          <Textarea
            label="Reason"
            description="This deal is closed. The reason is shown in its activity."
            autosize
            minRows={2}
            required
            {...form.getInputProps('reason')}
          />
        )}
        {warning && (
          <Alert color="yellow" p="xs">
            {warning}
          </Alert>
        )}
      </ProblemForm>
    </Modal>
  )
}
