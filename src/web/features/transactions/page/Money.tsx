import { Button, NumberInput, Stack, Text } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { transactions } from '#domains/transactions/contract.ts'
import { TransactionChange, type TransactionDetail } from '#domains/transactions/schema.ts'
import { FormModal } from '#web/kit/FormModal.tsx'
import { formatMoney } from '#web/kit/figures.ts'
import { Facts } from '#web/kit/record/Facts.tsx'
import { useMay } from '#web/session.ts'
import { useChange } from '#web/use-call.ts'
import { PERCENT, percentOf, rateOf } from './commission/percent.ts'
import { Amounts } from './money/Amounts.tsx'
import { Amend } from './money/amend/Amend.tsx'

const PRICES = TransactionChange.required().pick({
  list_price: true,
  sale_price: true,
  earnest_money: true,
  commission_rate: true,
})

/** What is asked, what was agreed, and what is paid around the closing. */
export function Money({ deal }: { deal: TransactionDetail }) {
  const { id, version, list_price, sale_price, earnest_money, commission_rate, may } = deal
  const [editing, setEditing] = useState(false)
  const change = useChange(transactions.change)
  const sees_net = useMay('transactions.edit')
  return (
    <Stack gap="sm">
      <Facts
        facts={[
          ['List price', list_price && formatMoney(list_price)],
          ['Sale price', sale_price && formatMoney(sale_price)],
          ['Commission rate', commission_rate === null ? null : `${percentOf(commission_rate)}%`],
          ['Earnest money', earnest_money && formatMoney(earnest_money)],
        ]}
      />
      {!list_price && !sale_price && (
        <Text size="sm" c="dimmed">
          No price yet.
        </Text>
      )}
      {may.edit && !deal.closed_on && (
        <Button
          variant="default"
          size="compact-sm"
          w="fit-content"
          leftSection={<IconPencil size={14} />}
          onClick={() => setEditing(true)}
        >
          Change prices
        </Button>
      )}
      <Amounts id={id} edit={may.edit} add={may.edit && !deal.closed_on} />
      {deal.closed_on && sees_net && <Amend deal={deal} />}
      <FormModal
        opened={editing}
        onClose={() => setEditing(false)}
        title="Prices"
        schema={PRICES}
        initial={{
          list_price: list_price ?? '',
          sale_price: sale_price ?? '',
          earnest_money: earnest_money ?? '',
          commission_rate,
        }}
        action="Save"
        send={(values) => change.make({ id }, values, { version })}
        said={() => 'Prices saved.'}
        fields={{
          list_price: { label: 'List price', as: 'money' },
          sale_price: { label: 'Sale price', as: 'money' },
          earnest_money: { label: 'Earnest money', as: 'money' },
        }}
      >
        {(field) => {
          const { value, onChange, ...rest } = field('commission_rate')
          return (
            <NumberInput
              label="Commission rate (optional)"
              description="Of the sale price, for the sale as a whole."
              {...PERCENT}
              {...rest}
              value={value === null ? '' : percentOf(value)}
              onChange={(typed) => onChange(typed === '' ? null : rateOf(typed))}
            />
          )
        }}
      </FormModal>
    </Stack>
  )
}
