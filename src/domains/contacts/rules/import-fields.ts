import type { ImportableField } from '#domains/identity/rules/import-columns.ts'

/** What a column of a file can hold, and what exports call it: Google, Outlook, Follow Up Boss, kvCORE, Top Producer. */
export const IMPORT_FIELDS = [
  {
    id: 'full_name',
    label: 'Full name',
    names: ['name', 'display name', 'contact name', 'contact', 'client name', 'file as', 'full name'],
  },
  {
    id: 'first_name',
    label: 'First name',
    names: ['first', 'given name', 'firstname', 'primary first name'],
  },
  {
    id: 'last_name',
    label: 'Last name',
    names: ['last', 'family name', 'surname', 'lastname', 'primary last name'],
  },
  {
    id: 'company',
    label: 'Company',
    names: [
      'organization name',
      'organization 1 name',
      'company name',
      'organization',
      'business name',
      'employer',
    ],
  },
  {
    id: 'title',
    label: 'Job title',
    names: ['organization title', 'organization 1 title', 'title', 'position', 'occupation'],
  },
  {
    id: 'email',
    label: 'Email',
    names: [
      'e mail',
      'email address',
      'e mail address',
      'e mail 1 value',
      'email 1',
      'primary email',
      'email1',
      'work email',
    ],
  },
  {
    id: 'email_2',
    label: 'Second email',
    names: [
      'e mail 2 address',
      'e mail 2 value',
      'email 2',
      'email2',
      'secondary email',
      'alternate email',
      'home email',
      'spouse email',
    ],
  },
  {
    id: 'email_3',
    label: 'Third email',
    names: ['e mail 3 address', 'e mail 3 value', 'email 3', 'other email'],
  },
  {
    id: 'phone_mobile',
    label: 'Mobile phone',
    names: [
      'mobile',
      'cell',
      'cell phone',
      'cell phone 1',
      'phone',
      'phone number',
      'phone 1 value',
      'phone 1',
      'primary phone',
      'mobile number',
      'mobile phone 1',
    ],
  },
  {
    id: 'phone_home',
    label: 'Home phone',
    names: ['home', 'home phone 1', 'residence phone', 'home number'],
  },
  {
    id: 'phone_work',
    label: 'Work phone',
    names: [
      'business phone',
      'bus phone',
      'office phone',
      'work phone 1',
      'office',
      'company main phone',
      'work number',
    ],
  },
  {
    id: 'phone_other',
    label: 'Other phone',
    names: [
      'phone 2 value',
      'phone 2',
      'cell phone 2',
      'mobile 2',
      'alternate phone',
      'other phone',
      'secondary phone',
    ],
  },
  { id: 'phone_fax', label: 'Fax', names: ['business fax', 'fax number', 'home fax', 'work fax'] },
  {
    id: 'street',
    label: 'Street',
    names: [
      'home street',
      'address',
      'street address',
      'address line 1',
      'address 1 street',
      'primary address',
      'address 1',
      'mailing address',
      'home address',
    ],
  },
  {
    id: 'street_2',
    label: 'Apartment or suite',
    names: ['home street 2', 'address line 2', 'address 1 extended address', 'address 2', 'unit', 'suite'],
  },
  {
    id: 'city',
    label: 'City',
    names: ['home city', 'address 1 city', 'primary city', 'mailing city', 'town'],
  },
  {
    id: 'state',
    label: 'State',
    names: [
      'home state',
      'address 1 region',
      'address 1 state',
      'primary state',
      'mailing state',
      'province',
      'region',
    ],
  },
  {
    id: 'zip_code',
    label: 'ZIP code',
    names: [
      'zip',
      'home postal code',
      'address 1 postal code',
      'address 1 zip',
      'primary zip',
      'postal code',
      'mailing zip',
      'zipcode',
    ],
  },
  {
    id: 'country',
    label: 'Country',
    names: ['home country region', 'home country', 'address 1 country', 'country region'],
  },
  {
    id: 'work_street',
    label: 'Work street',
    names: ['business street', 'address 2 street', 'work address', 'office address'],
  },
  { id: 'work_city', label: 'Work city', names: ['business city', 'address 2 city', 'office city'] },
  {
    id: 'work_state',
    label: 'Work state',
    names: ['business state', 'address 2 region', 'address 2 state', 'office state'],
  },
  {
    id: 'work_zip_code',
    label: 'Work ZIP code',
    names: ['business postal code', 'address 2 postal code', 'address 2 zip', 'office zip'],
  },
  {
    id: 'contact_type',
    label: 'Type',
    hint: 'Such as client, lender or agent. Other words become tags.',
    names: ['contact type', 'type', 'stage', 'deal type', 'category', 'lead type', 'status'],
  },
  {
    id: 'tags',
    label: 'Tags',
    hint: 'Separated by commas or semicolons.',
    names: ['categories', 'labels', 'group membership', 'groups', 'hashtags', 'tag', 'keywords'],
  },
  {
    id: 'referral_source',
    label: 'Source',
    names: ['lead source', 'referral source', 'referred by', 'original source'],
  },
  { id: 'industry', label: 'Industry', names: ['profession'] },
  { id: 'birthday', label: 'Birthday', names: ['birthdate', 'birth date', 'date of birth', 'dob'] },
  { id: 'notes', label: 'Notes', names: ['note', 'comments', 'background', 'description', 'remarks'] },
] as const satisfies readonly ImportableField[]

export type ImportFieldId = (typeof IMPORT_FIELDS)[number]['id']

/** Which column of the file, counted from 0, holds which field. */
export type Mapping = Partial<Record<ImportFieldId, number>>
