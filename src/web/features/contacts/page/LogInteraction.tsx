import { Group, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import { interactions } from '#domains/contacts/interactions/contract.ts'
import { InteractionKind, NewInteraction } from '#domains/contacts/interactions/schema.ts'
import { INTERACTIONS } from '#web/features/contacts/words.ts'
import { notify } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { choicesOf, useZodForm } from '#web/kit/use-zod-form.ts'
import { useChange } from '#web/use-call.ts'

type Values = { kind: string; direction: string; summary: string; next_followup_date: string }
const EMPTY: Values = { kind: 'call', direction: 'out', summary: '', next_followup_date: '' }
const KINDS = choicesOf(InteractionKind, INTERACTIONS)
const TWO_WAY = ['meeting', 'note']

/** What happened with a contact just now, in a line, and when to follow up. */
export function LogInteraction({ id }: { id: string }) {
  const create = useChange(interactions.create)
  const { form, field, submit, refusal, busy } = useZodForm<Values>(NewInteraction, {
    initialValues: EMPTY,
    draft: `interaction-${id}`,
  })
  const { kind } = form.getValues()
  const log = submit(async ({ next_followup_date, direction, summary, ...values }) => {
    await create.make(
      { id },
      {
        kind: InteractionKind.parse(values.kind),
        summary,
        direction: TWO_WAY.includes(values.kind) ? null : direction === 'in' ? 'in' : 'out',
        ...(next_followup_date && { next_followup_date }),
      },
    )
    notify('Logged.')
    form.reset()
  })
  return (
    <ProblemForm onSubmit={log} refusal={refusal} busy={busy} action="Log">
      <Group gap="xs" grow preventGrowOverflow={false}>
        <Select
          aria-label="What"
          data={KINDS}
          allowDeselect={false}
          {...form.getInputProps('kind')}
          maw={150}
        />
        {!TWO_WAY.includes(kind) && (
          <SegmentedControl
            size="xs"
            aria-label="Who reached out"
            data={[
              { value: 'out', label: 'You reached out' },
              { value: 'in', label: 'They did' },
            ]}
            {...form.getInputProps('direction')}
          />
        )}
      </Group>
      <Textarea aria-label="Summary" placeholder="What was said" autosize minRows={2} {...field('summary')} />
      <TextInput
        type="date"
        label="Follow up on (optional)"
        maw={200}
        {...form.getInputProps('next_followup_date')}
      />
    </ProblemForm>
  )
}
