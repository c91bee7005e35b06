import type { NewContact } from '#domains/contacts/schema.ts'

/** [who, how they are reached, where, more] */
type Line = [name: string, reach: string, place: string, more?: NewContact | Omit<NewContact, 'kind'>]

const STREETS = [
  'Alder Court',
  'Harbor View Drive',
  'Juniper Lane',
  'Mission Street',
  'Cedar Ridge Road',
  'Lakeshore Avenue',
]

/** 40 people and organizations around an agency. Names, numbers and addresses are made up; 555-01xx numbers reach no one. */
const ROI: Line[] = [
  [
    'Rosa Delgado',
    'rosa.delgado@example.com',
    'San Francisco, CA 94110',
    { contact_type: ['client'], tags: ['seller'], importance_set: 85 },
  ],
  ['Miguel Delgado', 'miguel.delgado@example.com', 'San Francisco, CA 94110', { contact_type: ['client'] }],
  [
    'Priya Raman',
    'priya.raman@example.com',
    'Oakland, CA 94611',
    { contact_type: ['client'], tags: ['buyer', 'relocation'] },
  ],
  [
    'Thomas Whitfield',
    'thomas.whitfield@example.com',
    'Sausalito, CA 94965',
    { contact_type: ['client'], tags: ['investor'], importance_set: 90 },
  ],
  ['Eleanor Whitfield', 'eleanor.whitfield@example.com', 'Sausalito, CA 94965', { contact_type: ['client'] }],
  [
    'Marcus Bell',
    'marcus.bell@example.com',
    'Berkeley, CA 94704',
    { contact_type: ['prospect'], tags: ['open house'] },
  ],
  ['Hannah Osei', 'hannah.osei@example.com', 'San Jose, CA 95126', { contact_type: ['prospect'] }],
  [
    'Daniel Kim',
    'daniel.kim@example.com',
    'Fremont, CA 94536',
    { contact_type: ['client'], tags: ['buyer'] },
  ],
  ['Grace Kim', 'grace.kim@example.com', 'Fremont, CA 94536', { contact_type: ['client'] }],
  [
    'Ivan Petrov',
    'ivan.petrov@example.com',
    'Walnut Creek, CA 94596',
    { contact_type: ['client'], tags: ['landlord'] },
  ],
  [
    'Laura Chen',
    'laura.chen@example.com',
    'Palo Alto, CA 94301',
    { contact_type: ['prospect'], tags: ['investor'] },
  ],
  ['Samuel Ortiz', 'samuel.ortiz@example.com', 'Hayward, CA 94541', { contact_type: ['client'] }],
  ['Nadia Haddad', 'nadia.haddad@example.com', 'San Mateo, CA 94401', { contact_type: ['prospect'] }],
  [
    'George Lindqvist',
    'george.lindqvist@example.com',
    'Napa, CA 94559',
    { contact_type: ['client'], tags: ['seller', 'vineyard'] },
  ],
  ['Joan Abernathy', 'joan.abernathy@example.com', 'Reno, NV 89501', { contact_type: ['client'] }],
  ['Kofi Mensah', 'kofi.mensah@example.com', 'Sacramento, CA 95814', { contact_type: ['prospect'] }],
  [
    'Beatriz Souza',
    'beatriz.souza@example.com',
    'Austin, TX 78701',
    { contact_type: ['client'], tags: ['relocation'] },
  ],
  [
    'William Reed',
    'william.reed@example.com',
    'Scottsdale, AZ 85251',
    { contact_type: ['client'], tags: ['investor'] },
  ],
  [
    'Dana Fischer',
    'dana.fischer@bayhomes.example',
    'San Francisco, CA 94105',
    { contact_type: ['agent'], company: 'Bay Homes Realty', title: 'Agent' },
  ],
  [
    'Luis Moreno',
    'luis.moreno@peninsula.example',
    'Redwood City, CA 94063',
    { contact_type: ['agent'], company: 'Peninsula Partners', title: 'Broker associate' },
  ],
  [
    'Karen Whitlock',
    'karen.whitlock@summitlend.example',
    'San Francisco, CA 94104',
    { contact_type: ['lender'], company: 'Summit Lending', title: 'Loan officer' },
  ],
  [
    'Arjun Patel',
    'arjun.patel@coastmortgage.example',
    'Oakland, CA 94612',
    { contact_type: ['lender'], company: 'Coast Mortgage', title: 'Senior loan officer' },
  ],
  [
    'Melissa Grant',
    'melissa.grant@firstbaytitle.example',
    'San Francisco, CA 94111',
    { contact_type: ['title', 'escrow'], company: 'First Bay Title', title: 'Escrow officer' },
  ],
  [
    'Peter Novak',
    'peter.novak@firstbaytitle.example',
    'San Francisco, CA 94111',
    { contact_type: ['title'], company: 'First Bay Title', title: 'Title officer' },
  ],
  [
    'Sarah Lindgren',
    'sarah.lindgren@lindgrenlaw.example',
    'San Francisco, CA 94108',
    { contact_type: ['attorney'], company: 'Lindgren Law', title: 'Attorney' },
  ],
  [
    'Robert Hale',
    'robert.hale@halecpa.example',
    'Oakland, CA 94607',
    { contact_type: ['cpa'], company: 'Hale & Partners', title: 'CPA' },
  ],
  [
    'Tony Russo',
    'tony@russoinspections.example',
    'Daly City, CA 94014',
    { contact_type: ['inspector', 'vendor'], company: 'Russo Inspections' },
  ],
  [
    'Yuki Tanaka',
    'yuki@goldengateappraisal.example',
    'San Francisco, CA 94122',
    { contact_type: ['appraiser', 'vendor'], company: 'Golden Gate Appraisal' },
  ],
  [
    'Brenda Walsh',
    'brenda@walshinsurance.example',
    'San Bruno, CA 94066',
    { contact_type: ['insurance', 'vendor'], company: 'Walsh Insurance' },
  ],
  [
    'Omar Farouk',
    'omar@brightstaging.example',
    'Emeryville, CA 94608',
    { contact_type: ['vendor'], company: 'Bright Staging' },
  ],
  [
    'Delgado Family Trust',
    '',
    'San Francisco, CA 94110',
    { kind: 'trust', tax_status: 'grantor_trust', contact_type: ['client'] },
  ],
  [
    'Whitfield Holdings LLC',
    '',
    'Sausalito, CA 94965',
    { kind: 'llc', tax_status: 'disregarded', contact_type: ['client'], tags: ['investor'] },
  ],
  [
    'Whitfield Marina Partners',
    '',
    'Sausalito, CA 94965',
    { kind: 'partnership', tax_status: 'partnership', contact_type: ['client'] },
  ],
  [
    'Kim Family LLC',
    '',
    'Fremont, CA 94536',
    { kind: 'llc', tax_status: 'partnership', contact_type: ['client'] },
  ],
  [
    'Petrov Rentals LLC',
    '',
    'Walnut Creek, CA 94596',
    { kind: 'llc', tax_status: 'disregarded', contact_type: ['client'] },
  ],
  [
    'Estate of Harold Abernathy',
    '',
    'Reno, NV 89501',
    { kind: 'estate', tax_status: 'estate', contact_type: ['client'] },
  ],
  [
    'First Bay Title',
    'orders@firstbaytitle.example',
    'San Francisco, CA 94111',
    { kind: 'company', contact_type: ['title', 'escrow'] },
  ],
  [
    'Peak 1031',
    'hello@peak.example',
    'Denver, CO 80202',
    { kind: 'company', contact_type: ['intermediary'] },
  ],
  [
    'R. Delgado',
    'rosa.delgado@example.com',
    'San Francisco, CA 94110',
    { contact_type: ['prospect'], tags: ['open house'] },
  ],
  [
    'Summit Lending',
    'desk@summitlend.example',
    'San Francisco, CA 94104',
    { kind: 'company', contact_type: ['lender'] },
  ],
]

const PEAK: Line[] = [
  ['Thomas Whitfield', 'thomas.whitfield@example.com', 'Sausalito, CA 94965', { contact_type: ['client'] }],
  [
    'Whitfield Holdings LLC',
    '',
    'Sausalito, CA 94965',
    { kind: 'llc', tax_status: 'disregarded', contact_type: ['client'] },
  ],
  ['Joan Abernathy', 'joan.abernathy@example.com', 'Reno, NV 89501', { contact_type: ['client'] }],
  ['William Reed', 'william.reed@example.com', 'Scottsdale, AZ 85251', { contact_type: ['client'] }],
  [
    'Robert Hale',
    'robert.hale@halecpa.example',
    'Oakland, CA 94607',
    { contact_type: ['cpa'], company: 'Hale & Partners', title: 'CPA' },
  ],
  [
    'Ana Alvarez',
    'ana.agent@roi.example',
    'San Francisco, CA 94103',
    { contact_type: ['agent'], company: 'ROI Systems', title: 'Agent' },
  ],
  [
    'Melissa Grant',
    'melissa.grant@firstbaytitle.example',
    'San Francisco, CA 94111',
    { contact_type: ['escrow'], company: 'First Bay Title' },
  ],
  [
    'Claire Dumont',
    'claire.dumont@example.com',
    'Denver, CO 80206',
    { contact_type: ['client'], tags: ['reverse'] },
  ],
]

export const ROI_PEOPLE = ROI.map(contactOf)
export const PEAK_PEOPLE = PEAK.map(contactOf)

function contactOf([name, email, place, more = {}]: Line, at: number): NewContact {
  const { kind = 'person', ...rest } = more as NewContact
  const [city = '', region = ''] = place.split(', ')
  const [state = '', zip_code = ''] = region.split(' ')
  const words = name.split(' ')
  return {
    kind,
    ...(kind === 'person'
      ? { first_name: words.slice(0, -1).join(' '), last_name: words.at(-1) ?? '' }
      : { display_name: name }),
    ...(email && { emails: [{ label: 'work', email }] }),
    phones: [
      {
        label: kind === 'person' ? 'mobile' : 'work',
        number: `+1415555${String(100 + at).padStart(4, '0')}`,
      },
    ],
    addresses: [
      {
        label: 'home',
        line1: `${100 + ((at * 37) % 900)} ${STREETS[at % STREETS.length]}`,
        city,
        state,
        zip_code,
        country: 'USA',
      },
    ],
    ...rest,
  }
}
