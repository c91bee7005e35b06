import type { Interaction } from '#domains/contacts/interactions/schema.ts'
import type { Relation } from '#domains/contacts/relationships/schema.ts'
import type { Contact, ContactKind, ContactType } from '#domains/contacts/schema.ts'

export const KINDS: Record<ContactKind, string> = {
  person: 'Person',
  company: 'Company',
  trust: 'Trust',
  llc: 'LLC',
  partnership: 'Partnership',
  estate: 'Estate',
}

export const TYPES: Record<ContactType, string> = {
  client: 'Client',
  prospect: 'Prospect',
  vendor: 'Vendor',
  agent: 'Agent',
  broker: 'Broker',
  attorney: 'Attorney',
  cpa: 'CPA',
  intermediary: 'Intermediary',
  lender: 'Lender',
  title: 'Title company',
  escrow: 'Escrow',
  inspector: 'Inspector',
  appraiser: 'Appraiser',
  insurance: 'Insurance',
  contractor: 'Contractor',
  other: 'Other',
}

export const TAX_STATUSES: Record<NonNullable<Contact['tax_status']>, string> = {
  individual: 'Individual',
  disregarded: 'Disregarded entity',
  partnership: 'Partnership',
  c_corporation: 'C corporation',
  s_corporation: 'S corporation',
  grantor_trust: 'Grantor trust',
  complex_trust: 'Non-grantor trust',
  estate: 'Estate',
}

export const CONTACT_METHODS: Record<Contact['preferred_contact_method'], string> = {
  email: 'Email',
  phone: 'Phone',
  text: 'Text message',
  mail: 'Mail',
}

export const CONTACT_VISIBILITIES: Record<Contact['visibility'], string> = {
  private: 'Only me and administrators',
  team: 'My team',
  organization: 'Everyone in the organization',
}

export const INTERACTIONS: Record<Interaction['kind'], string> = {
  call: 'Call',
  meeting: 'Meeting',
  email: 'Email',
  text: 'Text message',
  letter: 'Letter',
  note: 'Note',
}

export const STRENGTHS = ['Weak', 'Fair', 'Good', 'Strong', 'Very strong'] as const

/** What the contact is of the other one, and what the other one is of it. */
export const RELATIONS: Record<Relation, { from: string; to: string }> = {
  spouse: { from: 'Spouse of', to: 'Spouse of' },
  sibling: { from: 'Sibling of', to: 'Sibling of' },
  parent: { from: 'Parent of', to: 'Child of' },
  grantor: { from: 'Grantor of', to: 'Grantor is' },
  trustee: { from: 'Trustee of', to: 'Trustee is' },
  beneficiary: { from: 'Beneficiary of', to: 'Beneficiary is' },
  owner: { from: 'Owner of', to: 'Owned by' },
  employee: { from: 'Works for', to: 'Employs' },
  assistant: { from: 'Assistant of', to: 'Assistant is' },
  primary_contact: { from: 'Primary contact for', to: 'Primary contact is' },
  representative: { from: 'Represents', to: 'Represented by' },
  referral: { from: 'Referred', to: 'Referred by' },
  other: { from: 'Related to', to: 'Related to' },
}

export function addressLines(address: Contact['addresses'][number]): string[] {
  const { line1, line2, city, state, zip_code, country } = address
  const place = [city, [state, zip_code].filter(Boolean).join(' ')].filter(Boolean).join(', ')
  const abroad = country === 'USA' ? '' : country
  return [line1 ?? '', line2 ?? '', place, abroad].filter((line) => line !== '')
}
