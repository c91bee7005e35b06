import { Button, Group, Modal, Select, SimpleGrid, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { contacts } from '#domains/contacts/contract.ts'
import { transactions } from '#domains/transactions/contract.ts'
import { properties } from '#domains/transactions/properties/contract.ts'
import { NewProperty, type Property } from '#domains/transactions/properties/schema.ts'
import { Money, NewTransaction, Side, TransactionType } from '#domains/transactions/schema.ts'
import { clientRole, ROLES, SIDES, TYPES } from '#web/features/transactions/words.ts'
import { formatCount } from '#web/kit/figures.ts'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { choicesOf, useZodForm } from '#web/kit/use-zod-form.ts'
import { ContactField } from '#web/pickers/ContactField.tsx'
import { useCall, useChange } from '#web/use-call.ts'

type Values = {
  property_id: string
  address_line1: string
  address_line2: string
  city: string
  state: string
  zip_code: string
  transaction_type: TransactionType
  side: Side
  list_price: string
  client_id: string
  client_name: string
}
const EMPTY: Values = {
  ...{ property_id: '', address_line1: '', address_line2: '', city: '', state: '', zip_code: '' },
  ...{ transaction_type: 'sale', side: 'listing', list_price: '', client_id: '', client_name: '' },
}
const { address_line1, address_line2, city, state, zip_code } = NewProperty.required().shape
const FORM = NewTransaction.pick({ transaction_type: true, side: true }).extend({
  ...{ address_line1, address_line2, city, state, zip_code, list_price: Money.nullable() },
})

/** A deal begins with its address, its type, our side and the client. */
export function NewDealModal({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="New deal" size={620}>
      <NewDealForm onClose={onClose} />
    </Modal>
  )
}

function NewDealForm({ onClose }: { onClose: () => void }) {
  const [create, addContact] = [useChange(transactions.create), useChange(contacts.create)]
  const navigate = useNavigate()
  const { form, field, submit, refusal, busy } = useZodForm<Values>(FORM, {
    ...{ initialValues: EMPTY, draft: 'new-deal' },
  })
  const values = form.getValues()
  const role = clientRole(values.transaction_type, values.side)
  const add = submit(async (typed) => {
    const { client_id, client_name } = typed
    const contact_id =
      client_id ||
      (client_name && (await addContact.make({}, { display_name: client_name, contact_type: ['client'] })).id)
    const { id } = await create.make(
      {},
      { ...dealOf(typed), parties: contact_id ? [{ contact_id, role }] : [] },
    )
    form.reset()
    onClose()
    await navigate({ to: '/deals/$id', params: { id } })
  })
  return (
    <ProblemForm onSubmit={add} refusal={refusal} busy={busy} action="Create deal" button="end">
      <TextInput
        label="Street address"
        placeholder="12 Harbor Street"
        data-autofocus
        {...field('address_line1')}
      />
      <SimpleGrid cols={{ base: 2, xs: 4 }} spacing="sm">
        <TextInput label="Unit" {...field('address_line2')} />
        <TextInput label="City" {...field('city')} />
        <TextInput label="State" {...field('state')} />
        <TextInput label="ZIP code" {...field('zip_code')} />
      </SimpleGrid>
      <Known values={values} choose={(id) => form.setFieldValue('property_id', id)} />
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
        <Select
          label="Type"
          data={choicesOf(TransactionType, TYPES)}
          allowDeselect={false}
          {...form.getInputProps('transaction_type')}
        />
        <Select
          label="We represent"
          data={choicesOf(Side, SIDES)}
          allowDeselect={false}
          {...form.getInputProps('side')}
        />
        <TextInput
          label="List price (optional)"
          inputMode="decimal"
          leftSection="$"
          {...field('list_price')}
        />
      </SimpleGrid>
      <ContactField label={`${ROLES[role]} (optional)`} {...form.getInputProps('client_id')} />
      {!values.client_id && (
        <TextInput
          label="Or a new contact"
          placeholder="First and last name"
          {...form.getInputProps('client_name')}
        />
      )}
    </ProblemForm>
  )
}

function dealOf(values: Values) {
  const { property_id, transaction_type, side, list_price } = values
  const common = { transaction_type, side, ...(list_price && { list_price }) }
  if (property_id) return { ...common, property_id }
  const { address_line1, address_line2, city, state, zip_code } = values
  const given = Object.entries({ address_line2, city, state, zip_code }).filter(([, value]) => value !== '')
  return { ...common, property: { address_line1, ...Object.fromEntries(given) } }
}

type KnownProps = { values: Values; choose: (id: string) => void }

/** The same address may be known: then the deal is about that property. */
function Known({ values, choose }: KnownProps) {
  const { property_id, address_line1, address_line2, city, state, zip_code } = values
  const [address] = useDebouncedValue({ address_line1, address_line2, city, state, zip_code }, 300)
  const asked = Object.fromEntries(Object.entries(address).filter(([, value]) => value !== ''))
  const enabled = /\d/.test(address.address_line1) && address.address_line1.length > 4
  const { data } = useCall(properties.alike, asked, { enabled })
  if (!enabled || !data) return null
  return data.items.map((one) => (
    <Group key={one.id} gap="sm" wrap="nowrap" justify="space-between">
      <Text size="sm">
        {property_id === one.id ? 'About ' : 'Is this '}
        <b>{one.address}</b>
        {property_id === one.id ? ', ' : '? It has '}
        <Text span inherit c="dimmed">
          {dealsOf(one)}
        </Text>
      </Text>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => choose(property_id === one.id ? '' : one.id)}
      >
        {property_id === one.id ? 'Not this one' : 'Use this property'}
      </Button>
    </Group>
  ))
}

const dealsOf = ({ transaction_count }: Property) => formatCount(transaction_count, 'deal')
