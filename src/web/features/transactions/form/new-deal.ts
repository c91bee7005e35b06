import type { DealDraft } from '#domains/transactions/drafts/schema.ts'
import type { NewPerson, PartyRole, Side, TransactionType } from '#domains/transactions/schema.ts'

/** Someone whom the document names: a contact, or a new one. */
export type NamedPerson = DealDraft['parties'][number] & { left_out: boolean }

export type NewDealValues = {
  property_id: string
  address_line1: string
  address_line2: string
  city: string
  state: string
  zip_code: string
  transaction_type: TransactionType
  /** A document doesn’t say whom we represent. */
  side: Side | ''
  list_price: string
  sale_price: string
  earnest_money: string
  contract_date: string
  closing_date: string
  client_id: string
  client_name: string
  people: NamedPerson[]
}

export const EMPTY: NewDealValues = {
  ...{ property_id: '', address_line1: '', address_line2: '', city: '', state: '', zip_code: '' },
  ...{ transaction_type: 'sale', side: 'listing', list_price: '', sale_price: '', earnest_money: '' },
  ...{ contract_date: '', closing_date: '', client_id: '', client_name: '', people: [] },
}

/** What a document says, as the form has it. */
export function valuesOfDraft(draft: DealDraft): NewDealValues {
  const { property, property_id, transaction_type, parties } = draft
  return {
    ...EMPTY,
    transaction_type,
    side: '',
    property_id: property_id ?? '',
    address_line1: property.address_line1,
    address_line2: property.address_line2 ?? '',
    city: property.city ?? '',
    state: property.state ?? '',
    zip_code: property.zip_code ?? '',
    list_price: draft.list_price ?? '',
    sale_price: draft.sale_price ?? '',
    earnest_money: draft.earnest_money ?? '',
    contract_date: draft.contract_date ?? '',
    closing_date: draft.closing_date ?? '',
    people: parties.map((one) => ({ ...one, left_out: false })),
  }
}

/** The deal as it is created; what was left empty is not said. */
export function dealOf(values: NewDealValues, from: DealDraft | undefined) {
  const { property_id, transaction_type, side, list_price, sale_price, earnest_money } = values
  const { contract_date, closing_date, address_line1, address_line2, city, state, zip_code } = values
  const deal = { list_price, sale_price, earnest_money, contract_date, closing_date }
  const parcel_number = from?.property.parcel_number ?? ''
  const property = { address_line1, ...given({ address_line2, city, state, zip_code, parcel_number }) }
  return {
    ...given(deal),
    transaction_type,
    side: side || ('listing' as const),
    ...(property_id ? { property_id } : { property }),
    ...(from && {
      ...given({
        listing_date: from.listing_date ?? '',
        possession_date: from.possession_date ?? '',
        document_id: from.document_id,
      }),
      ...(contract_date && { stage: 'under_contract' as const }),
    }),
    ...partiesOf(values.people),
  }
}

function given(texts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== ''))
}

function partiesOf(people: NamedPerson[]) {
  const taken = people.filter(({ left_out }) => !left_out)
  const parties: { contact_id: string; role: PartyRole }[] = []
  const new_parties: NewPerson[] = []
  for (const { contact_id, name, role } of taken) {
    if (contact_id) parties.push({ contact_id, role })
    else new_parties.push({ display_name: name, role })
  }
  return { parties, new_parties }
}
