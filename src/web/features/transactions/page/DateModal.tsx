import { Button, Group, Modal, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { dates } from '#domains/transactions/dates/contract.ts'
import type { ChangedDates, DealDates } from '#domains/transactions/dates/schema.ts'
import { KEY_DATES } from '#domains/transactions/rules/dates.ts'
import { KEY_DATE_NAMES } from '#web/features/transactions/words.ts'
import { notify } from '#web/kit/notify.tsx'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { useProblemForm } from '#web/kit/problem-form.ts'
import { useChange } from '#web/use-call.ts'
import { changeOf, type DateValues, valuesOf } from './date-values.ts'
import { MovedDates } from './MovedDates.tsx'

type Props = { deal: DealDates; date_id: string; onClose: () => void }
type Given = Parameters<ReturnType<typeof useChange<typeof dates.change>>['make']>[1]
type Preview = { given: NonNullable<Given>; moved: ChangedDates['moved'] }

/** One date of a deal. Before anything is saved, it shows every date that moves with it. */
export function DateModal({ deal, date_id, onClose }: Props) {
  const key_date = KEY_DATES.find((id) => id === date_id)
  const known = deal.dates.find(({ id }) => id === date_id)
  const change = useChange(dates.change)
  const [preview, setPreview] = useState<Preview | null>(null)
  const { form, submit, refusal, busy } = useProblemForm<DateValues>({
    initialValues: valuesOf(deal, date_id),
  })
  const values = form.getValues()
  const name = key_date ? KEY_DATE_NAMES[key_date] : (known?.name ?? 'New date')
  const look = async (given: NonNullable<Given>) => {
    const { moved } = await change.make({ id: deal.id, preview: true }, given, { version: deal.version })
    setPreview({ given, moved })
  }
  const save = async () => {
    if (!preview) return
    if (await change.run(null, { id: deal.id }, preview.given, { version: deal.version })) {
      notify('Dates saved.')
      onClose()
    }
  }
  if (preview)
    return (
      <Modal
        opened
        onClose={onClose}
        title={preview.moved.length > 0 ? 'These dates change' : 'No date moves'}
      >
        <MovedDates moved={preview.moved} />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => setPreview(null)}>
            Back
          </Button>
          <Button loading={change.busy} onClick={save} data-autofocus>
            Save
          </Button>
        </Group>
      </Modal>
    )
  return (
    <Modal opened onClose={onClose} title={name}>
      <ProblemForm
        onSubmit={submit((typed) => look(changeOf(deal, date_id, typed)))}
        refusal={refusal}
        busy={busy}
        action="Review"
        button="end"
      >
        {key_date ? (
          <TextInput type="date" label="Date" data-autofocus {...form.getInputProps('date')} />
        ) : (
          <RuleFields deal={deal} date_id={date_id} values={values} field={form.getInputProps} />
        )}
        {known && (
          <Button
            variant="subtle"
            color="red"
            size="compact-sm"
            w="fit-content"
            onClick={() => look(removalOf(deal, date_id))}
          >
            Remove date
          </Button>
        )}
      </ProblemForm>
    </Modal>
  )
}

const removalOf = (deal: DealDates, id: string) => changeOf(deal, id, null)

type FieldProps = {
  deal: DealDates
  date_id: string
  values: DateValues
  field: ReturnType<typeof useProblemForm<DateValues>>['form']['getInputProps']
}

function RuleFields({ deal, date_id, values, field }: FieldProps) {
  const others = deal.dates.filter(({ id }) => id !== date_id)
  return (
    <>
      <TextInput label="Name" placeholder="Inspection contingency" data-autofocus {...field('name')} />
      <SegmentedControl
        aria-label="How the date is found"
        data={[
          { value: 'rule', label: 'Counted from another date' },
          { value: 'fixed', label: 'Set by hand' },
        ]}
        {...field('kind')}
      />
      {values.kind === 'fixed' ? (
        <TextInput type="date" label="Date" {...field('date')} />
      ) : (
        <>
          <Group gap="sm" grow>
            <NumberInput label="Days" min={0} max={3650} {...field('days')} />
            <Select
              label="Kind of days"
              allowDeselect={false}
              data={[
                { value: 'calendar', label: 'Calendar days' },
                { value: 'business', label: 'Business days' },
              ]}
              {...field('unit')}
            />
          </Group>
          <Group gap="sm" grow>
            <Select
              label="Before or after"
              allowDeselect={false}
              data={[
                { value: 'after', label: 'After' },
                { value: 'before', label: 'Before' },
              ]}
              {...field('direction')}
              onChange={(direction) => {
                field('direction').onChange(direction)
                // What is due before a day is due no later where that day before is not a business day.
                field('roll').onChange(direction === 'before' ? 'previous' : 'next')
              }}
            />
            <Select
              label="Date"
              allowDeselect={false}
              data={[
                ...KEY_DATES.map((id) => ({ value: id, label: KEY_DATE_NAMES[id] })),
                ...others.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              {...field('counted_from')}
            />
          </Group>
          <Select
            label="On a weekend or federal holiday"
            allowDeselect={false}
            data={[
              { value: 'next', label: 'Moves to the next business day' },
              { value: 'previous', label: 'Moves to the business day before' },
              { value: 'none', label: 'Stays' },
            ]}
            {...field('roll')}
          />
        </>
      )}
    </>
  )
}
