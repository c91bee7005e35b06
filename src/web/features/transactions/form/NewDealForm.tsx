import { Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { z } from 'zod'
import { contacts } from '#domains/contacts/contract.ts'
import { transactions } from '#domains/transactions/contract.ts'
import type { DealDraft } from '#domains/transactions/drafts/schema.ts'
import { NewProperty } from '#domains/transactions/properties/schema.ts'
import { KeyDates, Money, NewTransaction, Side, type TransactionType } from '#domains/transactions/schema.ts'
import { clientRole, ROLES } from '#web/features/transactions/words.ts'
import { ProblemForm } from '#web/kit/ProblemForm.tsx'
import { useZodForm } from '#web/kit/use-zod-form.ts'
import { useChange } from '#web/use-call.ts'
import { AddressFields, AgreedFields, ClientFields, KindFields } from './DealFields.tsx'
import { KnownProperties } from './KnownProperties.tsx'
import { dealOf, type NewDealValues } from './new-deal.ts'
import { PeopleFields } from './PeopleFields.tsx'

const { address_line1, address_line2, city, state, zip_code } = NewProperty.required().shape
const { contract_date, closing_date } = KeyDates.shape
const AMOUNTS = {
  list_price: Money.nullable(),
  sale_price: Money.nullable(),
  earnest_money: Money.nullable(),
}
const FORM = NewTransaction.pick({ transaction_type: true }).extend({
  side: z.enum(Side.options, 'Choose whom you represent'),
  ...{ address_line1, address_line2, city, state, zip_code, contract_date, closing_date, ...AMOUNTS },
})

/** Of these, a document doesn’t say which: that follows from our side. */
const SALES: TransactionType[] = ['sale', 'purchase']

type Props = {
  start: NewDealValues
  /** Under which unsaved input is kept. */
  draft: string
  onClose: () => void
  from?: DealDraft
}

export function NewDealForm({ start, draft, onClose, from }: Props) {
  const [create, addContact] = [useChange(transactions.create), useChange(contacts.create)]
  const navigate = useNavigate()
  const { form, field, submit, refusal, busy } = useZodForm<NewDealValues>(FORM, {
    ...{ initialValues: start, draft },
  })
  const values = form.getValues()
  const role = clientRole(values.transaction_type, values.side || 'listing')
  const add = submit(async (typed) => {
    const { client_id, client_name } = typed
    const contact_id =
      client_id ||
      (client_name && (await addContact.make({}, { display_name: client_name, contact_type: ['client'] })).id)
    const deal = dealOf(typed, from)
    const parties = contact_id ? [...deal.parties, { contact_id, role }] : deal.parties
    const { id } = await create.make({}, { ...deal, parties })
    form.reset()
    onClose()
    await navigate({ to: '/deals/$id', params: { id } })
  })
  const fields = { field, choice: form.getInputProps }
  const chooseSide = (side: Side) => {
    form.setFieldValue('side', side)
    if (from && SALES.includes(values.transaction_type))
      form.setFieldValue('transaction_type', side === 'selling' ? 'purchase' : 'sale')
  }
  return (
    <ProblemForm onSubmit={add} refusal={refusal} busy={busy} action="Create deal" button="end">
      {from && (
        <Text size="sm" c="dimmed">
          {`Filled in from ${from.title}, which is attached to the deal. Check it before you create the deal.`}
        </Text>
      )}
      <AddressFields field={field} focused={!from} />
      <KnownProperties values={values} choose={(id) => form.setFieldValue('property_id', id)} />
      <KindFields fields={fields} focused={!!from} choose={chooseSide} />
      {from ? (
        <>
          <AgreedFields field={field} />
          <PeopleFields people={values.people} onChange={(people) => form.setFieldValue('people', people)} />
        </>
      ) : (
        <ClientFields label={`${ROLES[role]} (optional)`} chosen={values.client_id} fields={fields} />
      )}
    </ProblemForm>
  )
}
