import type { ImportableField } from '#domains/identity/rules/import-columns.ts'

/**
 * What a column of a file of deals can hold, and what exports call it: dotloop (its fields as SkySlope Books and its API
 * list them), SkySlope (its API and the import file of SkySlope Books), Paperless Pipeline, Brokermint and Lone Wolf Back
 * Office (the fields of their APIs).
 */
export const DEAL_FIELDS = [
  {
    id: 'transaction_number',
    label: 'Number',
    hint: 'Without one, a deal gets the next number of your pattern.',
    names: [
      'transaction number',
      'deal number',
      'file number',
      'deal id',
      'transaction id',
      'loop id',
      'custom id',
      'external id',
    ],
  },
  {
    id: 'transaction_type',
    label: 'Type',
    hint: 'Such as sale, purchase, lease, “Listing for Sale” or “Purchase Offer”.',
    names: ['transaction type', 'deal type', 'label', 'transaction label'],
  },
  {
    id: 'side',
    label: 'Side',
    hint: 'Whom you represent: seller, buyer or both.',
    names: [
      'represents',
      'representing',
      'representation',
      'transaction side',
      'side represented',
      'client type',
    ],
  },
  {
    id: 'stage',
    label: 'Status',
    hint: 'Such as active, under contract, closed or canceled.',
    names: ['stage', 'loop status', 'transaction status', 'sale status', 'listing status'],
  },
  {
    id: 'address',
    label: 'Address in one line',
    names: ['property address', 'full address', 'transaction name', 'loop name', 'deal name', 'property'],
  },
  {
    id: 'address_line1',
    label: 'Street address',
    hint: 'With its number, or the whole address.',
    names: ['address', 'address 1', 'address line 1', 'street'],
  },
  {
    id: 'street_number',
    label: 'Street number',
    names: ['address street number', 'street', 'house number', 'street no'],
  },
  { id: 'street_name', label: 'Street name', names: ['address street name'] },
  {
    id: 'address_line2',
    label: 'Unit',
    names: ['unit number', 'address unit number', 'apartment', 'apt', 'suite', 'address 2', 'address line 2'],
  },
  { id: 'city', label: 'City', names: ['town', 'property city', 'address city'] },
  { id: 'state', label: 'State', names: ['state prov', 'province', 'property state', 'address state'] },
  {
    id: 'zip_code',
    label: 'ZIP code',
    names: ['zip', 'zip postal code', 'postal code', 'zipcode', 'property zip', 'address zip code'],
  },
  { id: 'county', label: 'County', names: [] },
  {
    id: 'parcel_number',
    label: 'Parcel number',
    names: ['apn', 'parcel', 'parcel tax id', 'tax id', 'parcel id'],
  },
  { id: 'property_type', label: 'Property type', names: ['type of property'] },
  { id: 'year_built', label: 'Year built', names: ['built'] },
  {
    id: 'list_price',
    label: 'List price',
    names: ['listing price', 'original price', 'current price', 'asking price'],
  },
  {
    id: 'sale_price',
    label: 'Sale price',
    names: [
      'purchase sale price',
      'sales price',
      'purchase price',
      'sold price',
      'sell price',
      'selling price',
      'price',
      'contract price',
      'sales volume',
    ],
  },
  {
    id: 'commission_rate',
    label: 'Commission rate',
    hint: 'Of the whole sale, such as 5%.',
    names: ['sale commission rate', 'commission percent', 'commission rate'],
  },
  {
    id: 'commission_amount',
    label: 'Commission amount',
    hint: 'Of the whole sale, in dollars.',
    names: [
      'sale commission total',
      'gross commission',
      'total commission',
      'commission total',
      'total gross commission',
      'gci',
    ],
  },
  {
    id: 'listing_date',
    label: 'Listing date',
    names: ['list date', 'listed on', 'listed', 'listing start date'],
  },
  {
    id: 'contract_date',
    label: 'Contract date',
    names: [
      'contract agreement date',
      'contract acceptance date',
      'contract accepted date',
      'acceptance date',
      'accepted date',
      'under contract date',
      'offer date',
    ],
  },
  {
    id: 'closing_date',
    label: 'Closing date',
    names: [
      'escrow closing date',
      'close of escrow',
      'close date',
      'estimated closing date',
      'coe',
      'closing',
    ],
  },
  {
    id: 'closed_on',
    label: 'Closed on',
    names: [
      'actual closing date',
      'actual close date',
      'closed date',
      'date closed',
      'sold date',
      'closed at',
    ],
  },
  {
    id: 'listing_agent',
    label: 'Listing agent',
    hint: 'The name or email of a member.',
    names: ['listing agents', 'seller agent', 'listing agent email', 'listing agent name'],
  },
  {
    id: 'selling_agent',
    label: 'Buyer’s agent',
    hint: 'The name or email of a member.',
    names: [
      'buyer agent',
      'buying agent',
      'buying agents',
      'selling agent',
      'buyer agent email',
      'selling agent name',
    ],
  },
  { id: 'seller_name', label: 'Seller', names: ['sellers', 'seller name', 'landlord', 'landlord name'] },
  { id: 'seller_email', label: 'Seller’s email', names: ['seller email', 'landlord email'] },
  { id: 'seller_phone', label: 'Seller’s phone', names: ['seller phone', 'landlord phone'] },
  {
    id: 'buyer_name',
    label: 'Buyer',
    names: ['buyers', 'buyer name', 'purchaser', 'purchaser name', 'tenant', 'tenant name'],
  },
  { id: 'buyer_email', label: 'Buyer’s email', names: ['buyer email', 'purchaser email', 'tenant email'] },
  { id: 'buyer_phone', label: 'Buyer’s phone', names: ['buyer phone', 'purchaser phone', 'tenant phone'] },
  { id: 'mls_number', label: 'MLS number', names: ['mls', 'mls id', 'mls no'] },
  { id: 'notes', label: 'Notes', names: ['note', 'comments', 'remarks', 'description'] },
] as const satisfies readonly ImportableField[]

export type DealFieldId = (typeof DEAL_FIELDS)[number]['id']
export type DealMapping = Partial<Record<DealFieldId, number>>
