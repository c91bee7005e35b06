import type { DocumentType } from '#domains/documents/schema.ts'
import type { NewProperty } from '#domains/transactions/properties/schema.ts'
import type { LibraryState } from '#domains/transactions/requirement-rules/schema.ts'
import type { NewTransaction, PartyRole, Side, Stage, TransactionType } from '#domains/transactions/schema.ts'

/**
 * Some are about the properties of the demonstration's documents, which are attached once they have been read. Days are
 * counted from the day on which the demonstration is loaded.
 */
export type DemonstrationDeal = {
  property: NewProperty
  type: TransactionType
  side: Side
  stage: Stage
  list_price: string | null
  sale_price?: string
  rate: number | null
  listed?: number
  contract?: number
  closing?: number
  parties: [name: string, role: PartyRole][]
  cancel_reason?: string
  /** What is known beyond that; what isn't is asked for on the deal. */
  facts?: Pick<NewTransaction, 'financing' | 'occupancy' | 'seller_is_foreign' | 'exchange_cooperation'>
  /** Documents that only this deal needs, filled by those of a type once they are attached. */
  asks?: [name: string, document_type: DocumentType][]
  /** Who holds the exchange of the seller. */
  intermediary?: string
  /** Whose deal it is; Ana’s where it isn't said. */
  agent?: 'ben'
}

/** The states in which the agency works, with federal law: their rules for required documents. */
export const ROI_STATES: LibraryState[] = ['US', 'CA', 'AZ']

const sf = (address_line1: string, zip_code: string, more: Partial<NewProperty> = {}): NewProperty => ({
  ...{ address_line1, city: 'San Francisco', state: 'CA', zip_code, county: 'San Francisco' },
  ...{ property_type: 'residential', ...more },
})
const TITLE: [string, PartyRole] = ['Melissa Grant', 'escrow']
const LENDER: [string, PartyRole] = ['Karen Whitlock', 'lender']

export const ROI_DEALS: DemonstrationDeal[] = [
  {
    property: sf('148 Alder Court', '94110', {
      year_built: 1926,
      bedrooms: 3,
      bathrooms: 2,
      square_feet: 1840,
    }),
    ...{ type: 'sale', side: 'listing', stage: 'under_contract', list_price: '1495000.00' },
    ...{ sale_price: '1520000.00', rate: 0.05, listed: -41, contract: -9, closing: 21 },
    parties: [
      ['Rosa Delgado', 'seller'],
      ['Miguel Delgado', 'seller'],
      ['Priya Raman', 'buyer'],
      ['Dana Fischer', 'selling_agent'],
      LENDER,
      TITLE,
    ],
    facts: { financing: 'conventional', occupancy: 'owner', seller_is_foreign: false },
  },
  {
    property: sf('2210 Lakeshore Avenue', '94116', { year_built: 1948, bedrooms: 4, bathrooms: 3 }),
    ...{ type: 'purchase', side: 'selling', stage: 'contingencies_cleared', list_price: '1875000.00' },
    ...{ sale_price: '1850000.00', rate: 0.025, contract: -24, closing: 8, agent: 'ben' },
    parties: [
      ['Daniel Kim', 'buyer'],
      ['Grace Kim', 'buyer'],
      ['Luis Moreno', 'listing_agent'],
      ['Arjun Patel', 'lender'],
      ['Tony Russo', 'inspector'],
    ],
  },
  {
    property: sf('77 Harbor View Drive', '94123', {
      ...{ address_line2: 'Unit 12', property_type: 'condo', hoa: true, bedrooms: 2, bathrooms: 2 },
      ...{ year_built: 2008, square_feet: 1210 },
    }),
    ...{ type: 'sale', side: 'both', stage: 'clear_to_close', list_price: '1120000.00' },
    ...{ sale_price: '1105000.00', rate: 0.05, listed: -70, contract: -31, closing: 3 },
    parties: [['Thomas Whitfield', 'seller'], ['Hannah Osei', 'buyer'], LENDER, TITLE],
  },
  {
    property: {
      ...sf('9 Cedar Ridge Road', '94965', { bedrooms: 5, square_feet: 3900 }),
      city: 'Sausalito',
      county: 'Marin',
    },
    ...{ type: 'sale', side: 'listing', stage: 'listed', list_price: '4250000.00', rate: 0.05, listed: -12 },
    parties: [
      ['Whitfield Holdings LLC', 'seller'],
      ['Eleanor Whitfield', 'other'],
    ],
  },
  {
    property: sf('3381 Mission Street', '94110', {
      property_type: 'multi_family',
      year_built: 1912,
      bedrooms: 8,
    }),
    ...{ type: 'sale', side: 'listing', stage: 'offer', list_price: '2980000.00', rate: 0.045, listed: -26 },
    parties: [
      ['Petrov Rentals LLC', 'seller'],
      ['Laura Chen', 'buyer'],
    ],
    facts: { occupancy: 'tenant', exchange_cooperation: true },
    intermediary: 'Peak 1031',
  },
  {
    property: {
      ...sf('640 Juniper Lane', '94559', { year_built: 1978, bedrooms: 3 }),
      city: 'Napa',
      county: 'Napa',
    },
    ...{ type: 'sale', side: 'listing', stage: 'pre_listing', list_price: null, rate: 0.05 },
    parties: [['George Lindqvist', 'seller']],
  },
  {
    property: {
      ...sf('1 Juniper Lane', '94541', { bedrooms: 3, bathrooms: 1.5 }),
      city: 'Hayward',
      county: 'Alameda',
    },
    ...{ type: 'purchase', side: 'selling', stage: 'offer', list_price: '915000.00', rate: 0.025 },
    parties: [['Samuel Ortiz', 'buyer']],
  },
  {
    property: sf('505 Harbor View Drive', '94123', { property_type: 'commercial', square_feet: 5200 }),
    ...{ type: 'lease', side: 'listing', stage: 'listed', list_price: '18500.00', rate: 0.06, listed: -33 },
    parties: [['Ivan Petrov', 'landlord']],
  },
  {
    property: {
      ...{
        address_line1: '9599 Quarry Hill Road',
        city: 'Boise',
        state: 'ID',
        zip_code: '83702',
        county: 'Ada',
      },
      ...{ property_type: 'residential', bedrooms: 4, bathrooms: 2.5 },
    },
    ...{ type: 'purchase', side: 'selling', stage: 'under_contract', list_price: '1010000.00' },
    ...{ sale_price: '1042000.00', rate: 0.025, contract: -20, closing: 11 },
    parties: [['Marcus Bell', 'buyer'], ['Arjun Patel', 'lender'], ['Sarah Lindgren', 'attorney'], TITLE],
    asks: [
      ['Purchase and sale agreement', 'contract'],
      ['Seller’s property condition disclosure', 'disclosure'],
      ['Title commitment', 'title'],
    ],
  },
  {
    property: {
      ...{
        address_line1: '511 Alder Court',
        city: 'Mesa',
        state: 'AZ',
        zip_code: '85201',
        county: 'Maricopa',
      },
      ...{ property_type: 'residential', year_built: 1978, bedrooms: 3 },
    },
    ...{ type: 'sale', side: 'listing', stage: 'closed', list_price: '1340000.00', sale_price: '1365000.00' },
    ...{ rate: 0.05, listed: -95, contract: -48, closing: -5 },
    parties: [
      ['Estate of Harold Abernathy', 'seller'],
      ['Joan Abernathy', 'other'],
      ['Nadia Haddad', 'buyer'],
      TITLE,
    ],
  },
  {
    property: {
      ...{
        address_line1: '996 Alder Court',
        city: 'Petaluma',
        state: 'CA',
        zip_code: '94952',
        county: 'Sonoma',
      },
      ...{ property_type: 'residential', year_built: 1931, bedrooms: 2, bathrooms: 1 },
    },
    ...{
      type: 'purchase',
      side: 'selling',
      stage: 'closed',
      list_price: '1590000.00',
      sale_price: '1575000.00',
    },
    ...{ rate: 0.025, contract: -60, closing: -21, agent: 'ben' },
    parties: [['Priya Raman', 'buyer'], ['Luis Moreno', 'listing_agent'], LENDER],
  },
  {
    property: sf('19 Alder Court', '94110', { year_built: 1940, bedrooms: 2 }),
    ...{
      type: 'refinance',
      side: 'selling',
      stage: 'cancelled',
      list_price: null,
      sale_price: '640000.00',
      rate: null,
    },
    parties: [
      ['Beatriz Souza', 'borrower'],
      ['Arjun Patel', 'lender'],
    ],
    cancel_reason: 'Rates rose before the loan was locked.',
  },
]

/** Dates that follow from the contract or the closing: name, from what, days, before or after, calendar or business. */
export const DEAL_DATES = [
  ['Earnest money due', 'contract_date', 3, 'after', 'business'],
  ['Inspection contingency', 'contract_date', 17, 'after', 'calendar'],
  ['Loan contingency', 'contract_date', 21, 'after', 'calendar'],
  ['Final walkthrough', 'closing_date', 5, 'before', 'calendar'],
] as const
