import type { DocumentType } from '#domains/documents/schema.ts'

/** The categories of each type with their names; null where the name would say no more than the type. */
export const CATEGORIES: Record<DocumentType, Record<string, string | null>> = {
  addendum: {
    addendum: null,
    financing_addendum: 'Financing addendum',
    contingency_addendum: 'Contingency addendum',
    occupancy_addendum: 'Occupancy addendum',
    exchange_cooperation: 'Exchange cooperation addendum',
  },
  amendment: {
    amendment: null,
    extension: 'Extension',
    amended_listing: 'Listing amendment',
    repair_amendment: 'Repair amendment',
    price_change: 'Price change',
  },
  appraisal: {
    residential_appraisal: 'Residential appraisal',
    narrative_appraisal: 'Narrative appraisal',
    valuation: 'Valuation',
  },
  closing: {
    settlement_statement: 'Settlement statement',
    closing_disclosure: 'Closing Disclosure',
    tax_reporting: 'Tax reporting form',
    closing_instructions: 'Closing instructions',
    disbursement: 'Disbursement statement',
    exchange_instructions: 'Exchange closing instructions',
    cover_letter: null,
    payoff_statement: 'Payoff statement',
    wire_instructions: 'Wire instructions',
  },
  contract: {
    purchase_agreement: 'Purchase agreement',
    exchange_agreement: 'Exchange agreement',
    lease: 'Lease',
    buyer_representation: 'Buyer representation agreement',
    assignment: 'Assignment',
    option: 'Option',
    exchange_accommodation_agreement: 'Accommodation agreement (QEAA)',
  },
  counteroffer: {
    seller_counter_offer: 'Seller counteroffer',
    buyer_counter_offer: 'Buyer counteroffer',
    multiple_counter_offer: 'Multiple counteroffer',
  },
  deed: {
    grant_deed: 'Grant deed',
    warranty_deed: 'Warranty deed',
    quitclaim_deed: 'Quitclaim deed',
    other_deed: null,
    deed_of_trust: 'Deed of trust',
  },
  disclosure: {
    transfer_disclosure: 'Seller disclosure',
    lead_based_paint: 'Lead-based paint disclosure',
    natural_hazard: 'Natural hazard disclosure',
    agency_disclosure: 'Agency disclosure',
    hoa_disclosure: 'HOA disclosure',
    advisory: null,
  },
  inspection: {
    home_inspection: 'Home inspection',
    wood_destroying_insect: 'Pest inspection',
    specialty: null,
  },
  insurance: {
    certificate_of_insurance: 'Certificate of insurance',
    homeowners_policy: 'Homeowners policy',
    flood_insurance: 'Flood insurance',
    home_warranty: 'Home warranty',
    binder: 'Insurance binder',
  },
  listing: {
    listing_agreement: 'Listing agreement',
    mls_sheet: 'MLS sheet',
    flyer: null,
    offering_memorandum: 'Offering memorandum',
  },
  loan: {
    loan_estimate: 'Loan Estimate',
    application: 'Loan application',
    note: 'Promissory note',
    mortgage: 'Mortgage',
    approval: 'Loan approval',
    payment_letter: null,
  },
  offer: {
    offer_to_purchase: 'Offer to purchase',
    letter_of_intent: 'Letter of intent',
    offer_summary: null,
  },
  other: {
    identification_notice: 'Identification notice',
    notice_of_assignment: 'Notice of assignment',
    identity: 'Proof of identity',
    tax_form: 'Tax form',
    money: null,
    correspondence: 'Letter',
    miscellaneous: null,
    article: null,
    legal_proceeding: 'Court document',
    software: null,
    entity: 'Entity document',
    account_statement: 'Account statement',
    resume: null,
    household: null,
    invoice: 'Invoice',
    tax_bill: 'Tax bill',
    association_letter: 'Association letter',
    receipt: 'Receipt',
    power_of_attorney: 'Power of attorney',
    exchange_notice: 'Exchange notice',
    permit: 'Permit',
  },
  title: {
    commitment: 'Title commitment',
    preliminary_report: 'Preliminary title report',
    title_policy: 'Title policy',
    title_other: null,
    affidavit: 'Affidavit',
    title_opinion: 'Title opinion',
    lien_search: 'Lien search',
    survey: 'Survey',
  },
}

const NAMES: Record<string, string | null> = Object.assign({}, ...Object.values(CATEGORIES))

/** What a category is called; undefined where its type says as much. */
export function categoryName(category: string | null): string | undefined {
  return (category && NAMES[category]) || undefined
}
