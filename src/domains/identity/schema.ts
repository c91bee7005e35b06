import { z } from 'zod'
import { CODE_DIGITS } from '#domains/identity/rules/codes.ts'
import { ROLES } from '#lib/actor.ts'
import { Instant, OneLine } from '#lib/text.ts'

/** What identity returns, and the forms that it accepts. */
export const Email = z
  .email('isn’t a valid email address')
  .max(320)
  .transform((value) => value.toLowerCase())
  .meta({ example: 'ana.agent@roi.example' })
export const Name = OneLine(200)
export const RoleName = z.enum(ROLES)
export const OrganizationType = z.enum(['agency', 'law_firm', 'intermediary', 'title_company'])
export const MfaMethod = z.enum(['totp', 'email', 'sms', 'backup_code'])
export type MfaMethod = z.infer<typeof MfaMethod>
/** A second proof of identity: by a code, or by a passkey, which is not a code. */
export const ProofMethod = z.enum(['passkey', ...MfaMethod.options])
export type ProofMethod = z.infer<typeof ProofMethod>

export const TimeZone = z.string().max(64).refine(isTimeZone, 'isn’t a time zone such as America/Denver')
export const Locale = z.string().max(20).refine(isLocale, 'isn’t a locale such as en-US')

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: value })
    return true
  } catch {
    return false
  }
}

function isLocale(value: string): boolean {
  try {
    return Intl.getCanonicalLocales(value).length === 1
  } catch {
    return false
  }
}

export const User = z.object({
  id: z.uuid(),
  email: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  display_name: z.string().nullable(),
  phone_primary: z.string().nullable(),
  avatar_url: z.string().nullable(),
  license_numbers: z.array(z.string()),
  timezone: z.string(),
  locale: z.string(),
  email_verified: z.boolean(),
  mfa_enabled: z.boolean(),
  version: z.number().int(),
})
export type User = z.infer<typeof User>

/** Owners and administrators have every permission; `roles` are the others that have it. */
export const PermissionEntry = z.object({ name: z.string(), label: z.string(), roles: z.array(RoleName) })

export const Membership = z.object({
  organization_id: z.uuid(),
  name: z.string(),
  slug: z.string(),
  type: OrganizationType,
  role: RoleName,
  permissions: z.array(z.string()),
  logo_url: z.string().nullable(),
  branding: z.record(z.string(), z.unknown()),
  mfa_required: z.boolean(),
})
export type Membership = z.infer<typeof Membership>

export const Me = z.object({
  user: User,
  organizations: z.array(Membership),
  organization_id: z.uuid().nullable(),
})
export type Me = z.infer<typeof Me>

/** The token in an emailed link. */
export const LinkToken = z.object({ token: z.string().min(20).max(200) })
/** That it isn't easy to guess is checked where it is set. */
export const NewPassword = z
  .string()
  .min(12, 'needs at least 12 characters; a few words in a row are fine')
  .max(200)

export const NewAccount = z.object({
  email: Email,
  password: NewPassword.meta({ example: 'walnut harbor sextant 41' }),
  first_name: Name.meta({ example: 'Ana' }),
  last_name: Name.meta({ example: 'Agent' }),
  organization_name: OneLine(300).optional().meta({ example: 'Harbor Realty' }),
  organization_type: OrganizationType.default('agency'),
  invitation_token: z.string().max(200).optional(),
  timezone: TimeZone.default('America/Los_Angeles'),
  locale: Locale.default('en-US'),
})
export type NewAccount = z.infer<typeof NewAccount>

/** Of an app or a message, or a backup code, which is longer. */
export const SecondStepCode = z.string().trim().min(CODE_DIGITS).max(32)

export const Credentials = z.object({
  email: Email,
  password: z.string().min(1).max(1000).meta({ example: 'walnut harbor sextant 41' }),
  totp_code: SecondStepCode.optional(),
})
export type Credentials = z.infer<typeof Credentials>

export const ForgottenPassword = z.object({ email: Email })
export const PasswordReset = LinkToken.extend({ password: NewPassword })
export const PasswordChange = z.object({
  current_password: z.string().min(1).max(1000),
  password: NewPassword,
})

export const SignedIn = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.number().int(),
  user: User,
  organizations: z.array(Membership),
})
export type SignedIn = z.infer<typeof SignedIn>

export const PasswordConfirmation = z.strictObject({ password: z.string().min(1).max(1000) })
export const CodeConfirmation = z.strictObject({ code: SecondStepCode })
/** Proof of identity: the password, or a code of any two-step method. */
export const Confirmation = z
  .union([PasswordConfirmation, CodeConfirmation])
  .describe(
    'Routes that could weaken an account answer 403 with the code reauthentication_required unless the session was confirmed within the last 10 minutes. Signing in confirms it too.',
  )
export type Confirmation = z.infer<typeof Confirmation>

export const ConfirmationMethods = z.object({ has_password: z.boolean(), methods: z.array(ProofMethod) })
export type ConfirmationMethods = z.infer<typeof ConfirmationMethods>

export const Session = z.object({
  id: z.uuid(),
  current: z.boolean(),
  ip_address: z.string().nullable(),
  user_agent: z.string().nullable(),
  created_at: Instant,
  last_used_at: Instant,
})
export type Session = z.infer<typeof Session>

export const Profile = z
  .object({
    first_name: Name,
    last_name: Name,
    phone_primary: z.string().trim().max(40).nullable(),
    license_numbers: z
      .array(OneLine(60))
      .max(10)
      .meta({ example: ['CA DRE 01234567'] }),
    timezone: TimeZone,
    locale: Locale,
  })
  .partial()
export type Profile = z.infer<typeof Profile>

export const Factor = z.object({
  type: MfaMethod,
  phone: z.string().nullable(),
  confirmed_at: Instant.nullable(),
  remaining: z.number().int().nullable(),
})
export type Factor = z.infer<typeof Factor>

export const NewFactor = z.object({ phone: z.string().min(5).max(40).nullable().default(null) })
export const FirstCode = z.object({
  code: z.string().trim().min(CODE_DIGITS).max(10).meta({ example: '123456' }),
})

/** What a person needs to set up a method: the secret and its QR code, or where the first code went. */
export const Enrolment = z.object({
  secret: z.string().nullable(),
  uri: z.string().nullable(),
  qr_svg: z.string().nullable(),
  sent_to: z.string().nullable(),
})
export type Enrolment = z.infer<typeof Enrolment>

export const Branding = z.object({
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'Enter a color such as #0f766e.')
    .optional(),
  tagline: z.string().max(200).optional(),
})

export const ProviderName = z.enum(['google', 'microsoft'])
export type ProviderName = z.infer<typeof ProviderName>

/** An account with another provider that signs in to this one. */
export const ProviderConnection = z.object({
  provider: z.string(),
  email: z.string(),
  created_at: Instant,
  last_used_at: Instant.nullable(),
})
export type ProviderConnection = z.infer<typeof ProviderConnection>

export const ProviderState = z.object({
  provider: ProviderName,
  label: z.string(),
  on: z.boolean(),
  issuer: z.string(),
  redirect_uri: z.string(),
  settings: z.array(z.string()),
})
export type ProviderState = z.infer<typeof ProviderState>

export const Organization = z.object({
  id: z.uuid(),
  name: z.string(),
  slug: z.string(),
  type: OrganizationType,
  license_number: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  website: z.string().nullable(),
  logo_url: z.string().nullable(),
  branding: z.record(z.string(), z.unknown()),
  settings: z.record(z.string(), z.unknown()),
  subscription_tier: z.enum(['starter', 'basic', 'professional', 'enterprise']),
  mfa_required: z.boolean(),
  storage_quota_bytes: z.number(),
  version: z.number().int(),
})
export type Organization = z.infer<typeof Organization>

export const OrganizationChange = z
  .object({
    name: OneLine(300),
    license_number: z.string().max(100).nullable(),
    phone: z.string().max(40).nullable(),
    email: Email.nullable(),
    website: z
      .url({ protocol: /^https?$/, error: 'isn’t a web address such as https://www.example.com' })
      .max(2000)
      .nullable(),
    branding: Branding,
    settings: z
      .record(z.string().max(100), z.unknown())
      .refine((v) => JSON.stringify(v).length < 20_000, 'is too large'),
    mfa_required: z.boolean(),
  })
  .partial()
export type OrganizationChange = z.infer<typeof OrganizationChange>

export const Member = z.object({
  id: z.uuid(),
  user_id: z.uuid(),
  display_name: z.string().nullable(),
  email: z.string(),
  role: RoleName,
  permissions: z.array(z.string()),
  status: z.enum(['active', 'inactive', 'pending']),
  mfa_enabled: z.boolean(),
  joined_at: Instant,
  last_login_at: Instant.nullable(),
  version: z.number().int(),
})
export type Member = z.infer<typeof Member>

export const MemberChange = z
  .object({
    role: RoleName,
    status: z.enum(['active', 'inactive']),
    permissions: z.array(z.string().max(60)).max(50),
  })
  .partial()
export type MemberChange = z.infer<typeof MemberChange>

export const FactKind = z.object({
  name: z.string(),
  label: z.string(),
  group: z.string(),
  subject_type: z.string(),
})
export type FactKind = z.infer<typeof FactKind>

export const AuditFact = z.object({
  id: z.uuid(),
  name: z.string(),
  subject_type: z.string(),
  subject_id: z.uuid(),
  user_id: z.uuid().nullable(),
  display_name: z.string().nullable(),
  payload: z.record(z.string(), z.unknown()),
  ip_address: z.string().nullable(),
  user_agent: z.string().nullable(),
  created_at: Instant,
})
export type AuditFact = z.infer<typeof AuditFact>
