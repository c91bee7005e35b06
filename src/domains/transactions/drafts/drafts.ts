import type { DocumentType } from '#domains/documents/schema.ts'
import { findReadDocument, isAttached } from '#domains/transactions/matching/queries.ts'
import { findAlike } from '#domains/transactions/properties/properties.ts'
import type { ReadDocument } from '#domains/transactions/rules/matching.ts'
import { isSameName } from '#domains/transactions/rules/party-names.ts'
import { splitAddress } from '#domains/transactions/rules/written-address.ts'
import { Money, type PartyRole, type TransactionType } from '#domains/transactions/schema.ts'
import type { Tx } from '#infra/postgres/transactions.ts'
import type { Actor } from '#lib/actor.ts'
import { found } from '#lib/errors.ts'
import { listContactsNamed } from './queries.ts'
import type { DealDraft } from './schema.ts'

/** What can begin a deal. */
export const BEGINS: DocumentType[] = ['contract', 'offer', 'counteroffer', 'listing', 'closing']
/**
 * A contract is answered within days, and its deal begins then. One that still belongs to no deal a month later was filed
 * for another reason; it can still begin a deal from its own page, but no longer waits on Today.
 */
const DAYS_ON_TODAY = 30

/** What waits on Today to begin a deal. */
export const draftsAt = (now: Date) => ({
  types: BEGINS,
  since: new Date(now.getTime() - DAYS_ON_TODAY * DAY_MS).toISOString(),
})

const DAY_MS = 86_400_000
const MOST_PARTIES = 10
const MOST_NAMED = 50

/** A new deal as a document says it, so that nothing is typed twice. */
export async function draftDeal(tx: Tx, actor: Actor, document_id: string): Promise<DealDraft> {
  const { organization_id } = actor
  const document = found(await findReadDocument(tx, organization_id, document_id), 'document')
  const { title, document_type, category } = document
  const first = (...fields: string[]) => firstOf(document, ...fields)
  const address = first('property_address') ?? first('address')
  const property = splitAddress(address ?? '')
  const known = address ? await findAlike(tx, organization_id, queryOf(property)) : []
  const lease = category === 'lease'
  const attached = await isAttached(tx, organization_id, document_id)
  return {
    ...{ document_id, title },
    proposed: !attached && address !== null && BEGINS.some((type) => type === document_type),
    transaction_type: lease ? 'lease' : typeOf(document),
    property_id: known.length === 1 ? (known[0]?.id ?? null) : null,
    property: { ...property, parcel_number: first('apn')?.slice(0, 60) ?? null, property_type: null },
    list_price: amountOf(first('list_price')),
    sale_price: amountOf(lease ? first('rent') : first('purchase_price')),
    earnest_money: amountOf(first('earnest_money')),
    listing_date: first('listing_date'),
    contract_date: contractDateOf(document),
    closing_date: first('closing_date'),
    possession_date: first('possession_date'),
    parties: await partiesOf(tx, document),
  }
}

/** The day of acceptance, where the document says one. */
function contractDateOf(document: ReadDocument): string | null {
  const effective = document.document_type === 'contract' ? firstOf(document, 'effective_date') : null
  return firstOf(document, 'acceptance_date') ?? effective ?? firstOf(document, 'contract_date')
}

/** A closing without a price and a seller is that of a loan. */
function typeOf(document: ReadDocument): TransactionType {
  if (document.document_type === 'listing') return 'sale'
  const loan = document.document_type === 'closing' && !firstOf(document, 'purchase_price', 'seller')
  return loan ? 'refinance' : 'purchase'
}

function firstOf({ values }: ReadDocument, ...fields: string[]): string | null {
  return values.find(({ field }) => fields.includes(field))?.value ?? null
}

const amountOf = (value: string | null) => (value && Money.safeParse(value).success ? value : null)

function queryOf({ address_line1, ...others }: ReturnType<typeof splitAddress>) {
  const given = Object.entries(others).filter(([, value]) => value !== null)
  return { address_line1, ...Object.fromEntries(given) }
}

/** Who is named in which fields: a closing calls the buyers borrowers, unless only a loan closes. */
function rolesOf(document: ReadDocument): [PartyRole, string[]][] {
  const borrows = typeOf(document) === 'refinance'
  const closes = document.document_type === 'closing'
  return [
    ['buyer', closes && !borrows ? ['buyer', 'borrower'] : ['buyer']],
    ['borrower', borrows ? ['borrower'] : []],
    ['seller', ['seller']],
    ['landlord', ['landlord']],
    ['tenant', ['tenant']],
  ]
}

/** Each person once, as the contact of their name where there is one; of several, the one whose email is in the document. */
async function partiesOf(tx: Tx, document: ReadDocument): Promise<DealDraft['parties']> {
  const emails = document.values
    .filter(({ field }) => field === 'email')
    .map(({ value }) => value.toLowerCase())
  const parties: DealDraft['parties'] = []
  for (const [role, fields] of rolesOf(document))
    for (const { value: name } of document.values.filter(({ field }) => fields.includes(field))) {
      if (parties.length >= MOST_PARTIES || parties.some((one) => isSameName(one.name, name))) continue
      parties.push({ role, name: name.slice(0, 200), contact_id: await findContact(tx, name, emails) })
    }
  return parties
}

/** The one contact of this name that the person sees; null where there is none, or more than one. */
export async function findContact(tx: Tx, name: string, emails: string[]): Promise<string | null> {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []
  const word = words.toSorted((a, b) => b.length - a.length)[0]
  if (!word) return null
  const named = (await listContactsNamed(tx, [word], MOST_NAMED)).filter(({ display_name }) =>
    isSameName(display_name, name),
  )
  const written = named.filter((one) => one.emails.some((email) => emails.includes(email)))
  const [only, other] = written.length > 0 ? written : named
  return only && !other ? only.id : null
}
