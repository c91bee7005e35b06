import { z } from 'zod'
import { OneLine } from '#lib/text.ts'

export const ContactKind = z.enum(['person', 'company', 'trust', 'llc', 'partnership', 'estate'])
export type ContactKind = z.infer<typeof ContactKind>

export const ContactType = z.enum([
  ...(['client', 'prospect', 'vendor', 'agent', 'broker', 'attorney', 'cpa', 'intermediary'] as const),
  ...(['lender', 'title', 'escrow', 'inspector', 'appraiser', 'insurance', 'contractor', 'other'] as const),
])
export type ContactType = z.infer<typeof ContactType>

export const TaxStatus = z.enum([
  ...(['individual', 'disregarded', 'partnership', 'c_corporation'] as const),
  ...(['s_corporation', 'grantor_trust', 'complex_trust', 'estate'] as const),
])
export const ContactMethod = z.enum(['email', 'phone', 'text', 'mail'])
export const RiskTolerance = z.enum(['conservative', 'moderate', 'aggressive'])
export const ContactVisibility = z.enum(['private', 'team', 'organization'])

export const EmailEntry = z.object({
  label: z.enum(['work', 'home', 'other']).default('work'),
  email: z.email().max(320),
})
/** A number as people write it, from the US unless it begins with +; kept in E.164, such as +14155550100. */
export const PhoneEntry = z.object({
  label: z.enum(['mobile', 'work', 'home', 'fax', 'other']).default('mobile'),
  number: z.string().min(3).max(40),
  extension: z
    .string()
    .regex(/^\d{1,10}$/, 'has up to 10 digits')
    .optional(),
})
export type PhoneEntry = z.infer<typeof PhoneEntry>
export const AddressEntry = z.object({
  label: z.enum(['home', 'work', 'mailing', 'other']).default('home'),
  line1: OneLine(255).optional(),
  line2: OneLine(255).optional(),
  city: OneLine(100).optional(),
  state: OneLine(50).optional(),
  zip_code: OneLine(20).optional(),
  country: OneLine(50).default('USA'),
})
export type AddressEntry = z.infer<typeof AddressEntry>

/** A page on the web, with https:// or http://. */
const Website = z
  .url({ protocol: /^https?$/, error: 'isn’t a web address such as https://www.example.com' })
  .max(500)

const Tag = OneLine(60)
const Custom = z.record(
  z.string().min(1).max(100),
  z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]),
)

const Given = {
  kind: ContactKind,
  first_name: OneLine(100).nullable(),
  last_name: OneLine(100).nullable(),
  /** Without it, made from the name, the company or the email address. */
  display_name: OneLine(200),
  legal_name: OneLine(300).nullable(),
  tax_status: TaxStatus.nullable(),
  emails: z.array(EmailEntry).max(20),
  phones: z.array(PhoneEntry).max(20),
  addresses: z.array(AddressEntry).max(10),
  contact_type: z.array(ContactType).max(16),
  industry: OneLine(100).nullable(),
  company: OneLine(255).nullable(),
  title: OneLine(100).nullable(),
  website: Website.nullable(),
  referral_source: OneLine(255).nullable(),
  preferred_contact_method: ContactMethod,
  communication_preferences: z
    .object({ do_not_call: z.boolean(), do_not_email: z.boolean(), do_not_mail: z.boolean() })
    .partial(),
  timezone: z.string().max(50).nullable(),
  language: z.string().min(2).max(10),
  birthday: z.iso.date().nullable(),
  risk_tolerance: RiskTolerance.nullable(),
  /** 1 to 5, in place of the computed one; null: the computed one. */
  strength_set: z.int().min(1).max(5).nullable(),
  /** 1 to 100, in place of the computed one; null: the computed one. */
  importance_set: z.int().min(1).max(100).nullable(),
  next_followup_date: z.iso.date().nullable(),
  custom_field_values: Custom,
  tags: z.array(Tag).max(50),
  notes: z.string().max(20_000).nullable(),
  owner_id: z.uuid().nullable(),
  team_id: z.uuid().nullable(),
  visibility: ContactVisibility,
}

export const NewContact = z
  .object({ ...Given })
  .partial()
  .extend({ kind: ContactKind.default('person') })
  .meta({
    example: {
      kind: 'person',
      first_name: 'Rosa',
      last_name: 'Delgado',
      emails: [{ label: 'home', email: 'rosa@example.com' }],
      phones: [{ label: 'mobile', number: '(415) 555-0132' }],
      contact_type: ['client'],
    },
  })
export type NewContact = z.infer<typeof NewContact>

export const ContactChange = z.object({ ...Given }).partial()
export type ContactChange = z.infer<typeof ContactChange>

/** Why the relationship is as strong, or the contact as important, as it is: one sentence a deed. */
export const StrengthReason = z.object({ points: z.number(), reason: z.string() })
export type StrengthReason = z.infer<typeof StrengthReason>

export const ContactRow = z.object({
  id: z.uuid(),
  kind: ContactKind,
  display_name: z.string(),
  /** Under which it is filed: the last name first. */
  sort_name: z.string(),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  company: z.string().nullable(),
  title: z.string().nullable(),
  email: z.string().nullable(),
  phone_primary: z.string().nullable(),
  city: z.string().nullable(),
  state: z.string().nullable(),
  contact_type: z.array(z.string()),
  tags: z.array(z.string()),
  relationship_strength: z.number().nullable(),
  importance_score: z.number(),
  last_interaction_date: z.string().nullable(),
  next_followup_date: z.string().nullable(),
  owner_id: z.uuid().nullable(),
  owner_name: z.string().nullable(),
  team_id: z.uuid().nullable(),
  visibility: ContactVisibility,
  created_at: z.string(),
  updated_at: z.string(),
  deleted_at: z.string().nullable(),
  version: z.int(),
})
export type ContactRow = z.infer<typeof ContactRow>

export const Contact = ContactRow.extend({
  legal_name: z.string().nullable(),
  tax_status: TaxStatus.nullable(),
  emails: z.array(EmailEntry),
  phones: z.array(PhoneEntry),
  addresses: z.array(AddressEntry),
  coordinates: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
  coordinates_precision: z.enum(['zip', 'city', 'exact']).nullable(),
  industry: z.string().nullable(),
  website: z.string().nullable(),
  referral_source: z.string().nullable(),
  preferred_contact_method: ContactMethod,
  communication_preferences: Given.communication_preferences,
  timezone: z.string().nullable(),
  language: z.string(),
  birthday: z.string().nullable(),
  risk_tolerance: RiskTolerance.nullable(),
  strength_set: z.number().nullable(),
  strength_computed: z.number().nullable(),
  strength_reasons: z.array(StrengthReason),
  importance_set: z.number().nullable(),
  importance_computed: z.number().nullable(),
  importance_reasons: z.array(StrengthReason),
  custom_field_values: Custom,
  notes: z.string().nullable(),
  /** The contact that this one was merged into. */
  merged_into: z.uuid().nullable(),
  created_by: z.uuid().nullable(),
})
export type Contact = z.infer<typeof Contact>

export const ContactDetail = Contact.extend({
  may: z.object({ edit: z.boolean(), delete: z.boolean(), merge: z.boolean(), see_financials: z.boolean() }),
})
export type ContactDetail = z.infer<typeof ContactDetail>
