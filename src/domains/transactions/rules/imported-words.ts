import type { PropertyType } from '#domains/transactions/properties/schema.ts'
import type { Side, Stage, TransactionType } from '#domains/transactions/schema.ts'

const plain = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()

type Kind = { transaction_type: TransactionType; side: Side | null }

const KINDS: Record<string, Kind> = {
  'listing for sale': { transaction_type: 'sale', side: 'listing' },
  listing: { transaction_type: 'sale', side: 'listing' },
  'residential listing': { transaction_type: 'sale', side: 'listing' },
  sale: { transaction_type: 'sale', side: null },
  'traditional sale': { transaction_type: 'sale', side: null },
  purchase: { transaction_type: 'purchase', side: 'selling' },
  'purchase offer': { transaction_type: 'purchase', side: 'selling' },
  'listing for lease': { transaction_type: 'lease', side: 'listing' },
  lease: { transaction_type: 'lease', side: null },
  'lease offer': { transaction_type: 'lease', side: 'selling' },
  rental: { transaction_type: 'rental', side: null },
  refinance: { transaction_type: 'refinance', side: null },
}

export const kindOf = (text: string): Kind | null => KINDS[plain(text)] ?? null

const SIDES: Record<string, Side> = {
  ...{ listing: 'listing', seller: 'listing', sellers: 'listing', landlord: 'listing', list: 'listing' },
  ...{ 'listing side': 'listing', 'seller side': 'listing', sale: 'listing' },
  ...{ selling: 'selling', buyer: 'selling', buyers: 'selling', tenant: 'selling', buying: 'selling' },
  ...{ purchase: 'selling', 'buying side': 'selling', 'buyer side': 'selling', purchaser: 'selling' },
  ...{ both: 'both', dual: 'both', 'both sides': 'both', 'dual agency': 'both', 'seller and buyer': 'both' },
}

export const sideOf = (text: string): Side | null => SIDES[plain(text)] ?? null

const STAGES: Record<string, Stage> = {
  ...{ 'pre listing': 'pre_listing', 'private listing': 'pre_listing', 'coming soon': 'pre_listing' },
  ...{ active: 'listed', 'active listing': 'listed', 'listing active': 'listed', listed: 'listed' },
  ...{ new: 'listed', 'for sale': 'listed', available: 'listed' },
  ...{ 'pre offer': 'offer', offer: 'offer', 'in progress': 'offer' },
  ...{ 'under contract': 'under_contract', pending: 'under_contract', 'in escrow': 'under_contract' },
  ...{ 'contingencies cleared': 'contingencies_cleared', 'clear to close': 'clear_to_close' },
  ...{ closed: 'closed', sold: 'closed', 'sold closed': 'closed', leased: 'closed', done: 'closed' },
  ...{ settled: 'closed', cancelled: 'cancelled', canceled: 'cancelled', withdrawn: 'cancelled' },
  ...{ terminated: 'cancelled', expired: 'cancelled', 'cancelled app': 'cancelled' },
  ...{ 'canceled app': 'cancelled', 'canceled pend': 'cancelled', 'expired withdrawn': 'cancelled' },
}

/** "Sold/Closed" and "Listing - Active" are read as the words that they are made of. */
export const stageOf = (text: string): Stage | null => STAGES[plain(text)] ?? null

const PROPERTIES: Record<string, PropertyType> = {
  ...{ residential: 'residential', 'single family': 'residential', 'single family home': 'residential' },
  ...{ house: 'residential', townhouse: 'residential', townhome: 'residential', sfr: 'residential' },
  ...{ commercial: 'commercial', land: 'land', lot: 'land', 'vacant land': 'land', 'lots land': 'land' },
  ...{ 'multi family': 'multi_family', multifamily: 'multi_family', duplex: 'multi_family' },
  ...{ condo: 'condo', condominium: 'condo', 'condo townhouse': 'condo' },
}

export const propertyTypeOf = (text: string): PropertyType | null => PROPERTIES[plain(text)] ?? null

/** "$1,250,000.50" as an amount in dollars. */
export function amountOf(text: string): string | null {
  const digits = text.replaceAll(/[$,\s]|USD/gi, '')
  return /^\d{1,13}(\.\d{1,2})?$/.test(digits) ? digits : null
}

/** "3%", "3" and "0.03" are 3%. No commission is as low as 0.2% or as high as 20%, so that a bare number is clear. */
export function rateOf(text: string): number | null {
  const [, digits, sign] = /^(\d{1,3}(?:\.\d{1,6})?)\s*(%?)$/.exec(text.trim()) ?? []
  if (digits === undefined) return null
  const value = Number(digits)
  const rate = sign || value >= 0.2 ? value / 100 : value
  return rate <= 1 ? Number(rate.toFixed(6)) : null
}
