import { ActionIcon, Button, Group, Menu, Stack, Text, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { IconArrowBackUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { AmountKind } from '#domains/transactions/amounts/schema.ts'
import { USUAL_SIDES } from '#web/features/transactions/page/money/usual-sides.ts'
import { AMOUNT_KINDS, PAYERS } from '#web/features/transactions/words.ts'
import { type AmendValues, type AmountValues, newAmount } from './amend-values.ts'

type Form = UseFormReturnType<AmendValues>

/** The amounts of the net sheet, each with its figure; who pays whom is below its name. */
export function AmendAmounts({ form }: { form: Form }) {
  const { amounts } = form.getValues()
  const add = (kind: AmountKind) =>
    form.insertListItem('amounts', newAmount(kind, AMOUNT_KINDS[kind], USUAL_SIDES[kind]))
  return (
    <Stack gap={8} component="section" aria-label="Amounts">
      <Text size="sm" fw={500}>
        Amounts
      </Text>
      {amounts.map((amount, place) => (
        <Row key={amount.id ?? `new ${place}`} form={form} place={place} amount={amount} />
      ))}
      <Menu>
        <Menu.Target>
          <Button variant="default" size="compact-sm" w="fit-content" leftSection={<IconPlus size={14} />}>
            Add amount
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {AmountKind.options.map((kind) => (
            <Menu.Item key={kind} onClick={() => add(kind)}>
              {AMOUNT_KINDS[kind]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Stack>
  )
}

function Row({ form, place, amount }: { form: Form; place: number; amount: AmountValues }) {
  const { label, removed, paid_by, paid_to } = amount
  const name = label || 'this amount'
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <TextInput
        flex={1}
        aria-label="Description"
        description={`${PAYERS[paid_by]} to ${PAYERS[paid_to].toLowerCase()}${removed ? ' · removed' : ''}`}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        disabled={removed}
        maxLength={200}
        {...form.getInputProps(`amounts.${place}.label`)}
      />
      <TextInput
        w={130}
        aria-label={`Amount of ${name}`}
        inputMode="decimal"
        leftSection="$"
        disabled={removed}
        {...form.getInputProps(`amounts.${place}.amount`)}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        aria-label={removed ? `Keep ${name}` : `Remove ${name}`}
        onClick={() => form.setFieldValue(`amounts.${place}.removed`, !removed)}
      >
        {removed ? <IconArrowBackUp size={16} /> : <IconTrash size={16} />}
      </ActionIcon>
    </Group>
  )
}
