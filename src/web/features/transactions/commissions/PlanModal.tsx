import { Modal, NumberInput, Select, Text, TextInput } from '@mantine/core'
import { plans } from '#domains/transactions/plans/contract.ts'
import type { CommissionPlan } from '#domains/transactions/plans/schema.ts'
import { PERCENT } from '#web/features/transactions/page/commission/percent.ts'
import { Rows } from '#web/features/transactions/page/commission/Rows.tsx'
import { notify } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { useProblemForm } from '#web/kit/problem-form.ts'
import { readerDay } from '#web/kit/reader.ts'
import { useMembers } from '#web/pickers/use-members.ts'
import { useChange } from '#web/use-call.ts'
import { type PlanValues, planOf, planValues } from './plan-values.ts'

/** How an agent and the company share, from a day on. A new plan leaves what closed before as it is. */
export function PlanModal({ plan, onClose }: { plan: CommissionPlan | null; onClose: () => void }) {
  const [create, change] = [useChange(plans.create), useChange(plans.change)]
  const agents = useMembers()
  const { form, submit, refusal, busy } = useProblemForm<PlanValues>({
    initialValues: planValues(plan, readerDay(new Date())),
  })
  const { tiers, deductions } = form.getValues()
  const save = submit(async (values) => {
    const { user_id, valid_from, ...given } = planOf(values)
    if (plan) await change.make({ id: plan.id }, given, { version: plan.version })
    else await create.make({}, { user_id, valid_from, ...given })
    notify('Plan saved. Commissions are being computed again.')
    onClose()
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={plan ? `${plan.agent_name}’s plan` : 'New commission plan'}
      size={560}
    >
      <ProblemForm onSubmit={save} refusal={refusal} busy={busy} action="Save" button="end">
        {!plan && <Select label="Agent" searchable data={agents} {...form.getInputProps('user_id')} />}
        {!plan && (
          <TextInput
            type="date"
            label="Valid from"
            description="Deals that closed before keep their figures."
            {...form.getInputProps('valid_from')}
          />
        )}
        <TextInput
          type="date"
          label="Anniversary"
          description="The agent’s year begins on this day and month."
          {...form.getInputProps('anniversary')}
        />
        <div>
          <Text size="sm" fw={500} mb={4}>
            Agent’s part
          </Text>
          <Rows
            count={tiers.length}
            one="tier"
            action="Add tier"
            add={() => form.insertListItem('tiers', { from: '', rate: '' })}
            remove={(place) => form.removeListItem('tiers', place)}
            row={(place) => (
              <>
                <TextInput
                  label="Brought in from"
                  inputMode="decimal"
                  leftSection="$"
                  disabled={place === 0}
                  {...form.getInputProps(`tiers.${place}.from`)}
                />
                <NumberInput
                  label="To the agent"
                  {...PERCENT}
                  {...form.getInputProps(`tiers.${place}.rate`)}
                />
              </>
            )}
          />
        </div>
        <TextInput
          label="Cap (optional)"
          description="What the company keeps of the agent in a year at most."
          inputMode="decimal"
          leftSection="$"
          {...form.getInputProps('cap')}
        />
        <div>
          <Text size="sm" fw={500} mb={4}>
            From each deal, to the company
          </Text>
          <Rows
            count={deductions.length}
            one="deduction"
            action="Add deduction"
            add={() => form.insertListItem('deductions', { label: 'Transaction fee', amount: '' })}
            remove={(place) => form.removeListItem('deductions', place)}
            row={(place) => (
              <>
                <TextInput label="Deduction" {...form.getInputProps(`deductions.${place}.label`)} />
                <TextInput
                  label="Amount"
                  inputMode="decimal"
                  leftSection="$"
                  {...form.getInputProps(`deductions.${place}.amount`)}
                />
              </>
            )}
          />
        </div>
      </ProblemForm>
    </Modal>
  )
}
