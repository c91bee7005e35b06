import { Card, NumberInput, Select, Stack, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { Choice } from '#web/kit/filters/filter.ts'
import { PERCENT } from './percent.ts'
import { Rows } from './Rows.tsx'
import { NEW_AGENT, type TermsValues } from './terms-values.ts'

type Props = { form: UseFormReturnType<TermsValues>; agents: Choice[] }

/** Who shares in what is left, with their team and what is deducted from their part. */
export function AgentFields({ form, agents }: Props) {
  const shares = form.getValues().agents
  return (
    <Rows
      top
      count={shares.length}
      one="agent"
      action="Add agent"
      add={() => form.insertListItem('agents', NEW_AGENT)}
      remove={(place) => form.removeListItem('agents', place)}
      row={(place) => (
        <Card withBorder p="xs">
          <Stack gap="xs">
            <Select
              label="Agent"
              searchable
              data={agents}
              {...form.getInputProps(`agents.${place}.user_id`)}
            />
            <NumberInput label="Share" {...PERCENT} {...form.getInputProps(`agents.${place}.share`)} />
            <Team form={form} agents={agents} place={place} />
            <Deductions form={form} place={place} />
          </Stack>
        </Card>
      )}
    />
  )
}

function Team({ form, agents, place }: Props & { place: number }) {
  const path = `agents.${place}.team`
  return (
    <Rows
      count={form.getValues().agents[place]?.team.length ?? 0}
      one="teammate"
      action="Add teammate"
      add={() => form.insertListItem(path, { user_id: null, rate: '' })}
      remove={(mate) => form.removeListItem(path, mate)}
      row={(mate) => (
        <>
          <Select
            label="Teammate"
            searchable
            data={agents}
            {...form.getInputProps(`${path}.${mate}.user_id`)}
          />
          <NumberInput
            label="Of the agent’s part"
            {...PERCENT}
            {...form.getInputProps(`${path}.${mate}.rate`)}
          />
        </>
      )}
    />
  )
}

function Deductions({ form, place }: { form: UseFormReturnType<TermsValues>; place: number }) {
  const path = `agents.${place}.deductions`
  return (
    <Rows
      count={form.getValues().agents[place]?.deductions.length ?? 0}
      one="deduction"
      action="Add deduction"
      add={() => form.insertListItem(path, { label: '', amount: '' })}
      remove={(one) => form.removeListItem(path, one)}
      row={(one) => (
        <>
          <TextInput label="Deduction" {...form.getInputProps(`${path}.${one}.label`)} />
          <TextInput
            label="Amount"
            inputMode="decimal"
            leftSection="$"
            {...form.getInputProps(`${path}.${one}.amount`)}
          />
        </>
      )}
    />
  )
}
