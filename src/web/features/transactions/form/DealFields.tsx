import { Select, SimpleGrid, TextInput } from '@mantine/core'
import { Side, TransactionType } from '#domains/transactions/schema.ts'
import { SIDES, TYPES } from '#web/features/transactions/words.ts'
import { choicesOf, type useZodForm } from '#web/kit/use-zod-form.ts'
import { ContactField } from '#web/pickers/ContactField.tsx'
import type { NewDealValues } from './new-deal.ts'

type Form = ReturnType<typeof useZodForm<NewDealValues>>
/** The inputs of a new deal: fields of text with their limits, and choices. */
type Fields = { field: Form['field']; choice: Form['form']['getInputProps'] }

export function AddressFields({ field, focused }: { field: Form['field']; focused: boolean }) {
  return (
    <>
      <TextInput
        label="Street address"
        placeholder="12 Harbor Street"
        data-autofocus={focused || undefined}
        {...field('address_line1')}
      />
      <SimpleGrid cols={{ base: 2, xs: 4 }} spacing="sm">
        <TextInput label="Unit" {...field('address_line2')} />
        <TextInput label="City" {...field('city')} />
        <TextInput label="State" {...field('state')} />
        <TextInput label="ZIP code" {...field('zip_code')} />
      </SimpleGrid>
    </>
  )
}

type KindProps = { fields: Fields; focused: boolean; choose: (side: Side) => void }

/** What kind of deal it is, whom we represent, and what is asked. */
export function KindFields({ fields: { field, choice }, focused, choose }: KindProps) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
      <Select
        label="Type"
        data={choicesOf(TransactionType, TYPES)}
        allowDeselect={false}
        {...choice('transaction_type')}
      />
      <Select
        label="We represent"
        placeholder="Choose"
        required
        data={choicesOf(Side, SIDES)}
        allowDeselect={false}
        data-autofocus={focused || undefined}
        {...choice('side')}
        onChange={(chosen) => choose(Side.parse(chosen))}
      />
      <TextInput label="List price (optional)" inputMode="decimal" leftSection="$" {...field('list_price')} />
    </SimpleGrid>
  )
}

/** What a contract says. */
export function AgreedFields({ field }: { field: Form['field'] }) {
  return (
    <SimpleGrid cols={{ base: 2, xs: 4 }} spacing="sm">
      <TextInput label="Sale price" inputMode="decimal" leftSection="$" {...field('sale_price')} />
      <TextInput label="Earnest money" inputMode="decimal" leftSection="$" {...field('earnest_money')} />
      <TextInput type="date" label="Contract date" {...field('contract_date')} />
      <TextInput type="date" label="Closing date" {...field('closing_date')} />
    </SimpleGrid>
  )
}

type ClientProps = { label: string; chosen: string; fields: Fields }

/** Whom we represent: a contact, or a new one. */
export function ClientFields({ label, chosen, fields: { choice } }: ClientProps) {
  return (
    <>
      <ContactField label={label} {...choice('client_id')} />
      {!chosen && (
        <TextInput label="Or a new contact" placeholder="First and last name" {...choice('client_name')} />
      )}
    </>
  )
}
