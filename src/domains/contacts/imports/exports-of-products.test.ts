import { expect, test } from 'vitest'
import { IMPORT_FIELDS } from '#domains/contacts/rules/import-fields.ts'
import { readTable } from '#domains/identity/imports/reading/read-table.ts'
import { matchColumns } from '#domains/identity/rules/import-columns.ts'
import { type Draft, readDraft } from './drafts.ts'
import { CONTACT_FILES } from './kind.ts'
import { ImportSettings } from './schema.ts'

const SETTINGS = ImportSettings.parse({})

/** The contacts of a file, as an import would make them. */
async function contactsOf(file: string | Buffer): Promise<Draft[]> {
  const rows = await Array.fromAsync(readTable(Buffer.from(file), '/tmp', CONTACT_FILES).rows)
  const [headers = [], ...rest] = rows
  const mapping = matchColumns(IMPORT_FIELDS, headers)
  return rest.map((row) => {
    const { draft, problems } = readDraft(row, mapping, SETTINGS)
    expect(problems).toEqual([])
    return draft as Draft
  })
}

const GOOGLE = [
  'First Name,Middle Name,Last Name,Phonetic First Name,Organization Name,Organization Title,Birthday,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Address 1 - Label,Address 1 - Street,Address 1 - City,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country',
  'Marta,,Okafor,,Okafor Homes,Broker,1981-04-02,"Met at the fair, likes tea",* myContacts ::: Investors,* Home,marta@okafor.example,Work,marta@work.example,Mobile,+1 415-555-0101 ::: +1 415-555-0102,Home,(510) 555-0103,Home,"12 Fern St\nApt 4",Oakland,CA,94611,US',
].join('\r\n')

const OUTLOOK = [
  '"Title","First Name","Middle Name","Last Name","Company","Job Title","Business Street","Business City","Business State","Business Postal Code","Home Street","Home City","Home State","Home Postal Code","Home Country/Region","Business Fax","Business Phone","Home Phone","Mobile Phone","Birthday","Categories","E-mail Address","E-mail 2 Address","Notes"',
  '"","Jörg","","Müller","Bay Lending","Loan officer","1 Market St","San Francisco","CA","94105","9 Elm Rd","Berkeley","CA","94702","United States of America","(415) 555-0120","(415) 555-0121 x12","","(415) 555-0122","5/12/1979","Lenders;VIP","jorg@lending.example","",""',
].join('\r\n')

const FOLLOW_UP_BOSS = [
  'Name,First Name,Last Name,Stage,Lead Source,Email 1,Email 2,Phone 1,Phone 2,Address 1 - Street,Address 1 - City,Address 1 - State,Address 1 - Zip,Tags,Background',
  'Nina Park,Nina,Park,Past Client,Zillow,nina@park.example,,4155550130,,77 Oak Ave,Denver,CO,80206,"Sphere, Golf",Has two dogs',
].join('\n')

const KVCORE = [
  'First Name,Last Name,Email,Cell Phone 1,Home Phone,Work Phone,Primary Address,Primary City,Primary State,Primary Zip,Deal Type,Source,Hashtags',
  'Omar,Reyes,omar@reyes.example,(303) 555-0140,,,5 Pine Ct,Austin,TX,78701,Buyer,Website,#relocation',
].join('\n')

const TOP_PRODUCER = [
  'First Name\tLast Name\tCompany Name\tEmail Address\tMobile\tBus. Phone\tStreet Address\tCity\tState\tZip Code\tContact Type\tReferred By\tBirth Date',
  'Pia\tStone\tStone Title\tpia@stone.example\t(206) 555-0150\t(206) 555-0151\t3 Lake Dr\tSeattle\tWA\t98101\tTitle Company\tAna Alvarez\tMay 3, 1970',
].join('\r\n')

test.each<[string, string | Buffer, object]>([
  [
    'Google Contacts',
    GOOGLE,
    {
      ...{ display_name: 'Marta Okafor', company: 'Okafor Homes', title: 'Broker', birthday: '1981-04-02' },
      ...{
        tags: ['Investors'],
        emails: [{ email: 'marta@okafor.example' }, { email: 'marta@work.example' }],
      },
      phones: [{ number: '+14155550101' }, { number: '+14155550102' }, { number: '+15105550103' }],
      addresses: [
        { line1: '12 Fern St, Apt 4', city: 'Oakland', state: 'CA', zip_code: '94611', country: 'USA' },
      ],
    },
  ],
  [
    'Outlook, in Windows-1252',
    Buffer.from(OUTLOOK, 'latin1'),
    {
      ...{
        display_name: 'Jörg Müller',
        title: 'Loan officer',
        birthday: '1979-05-12',
        tags: ['Lenders', 'VIP'],
      },
      ...{
        addresses: [{ label: 'home' }, { label: 'work', line1: '1 Market St' }],
      },
      phones: [
        { label: 'mobile', number: '+14155550122' },
        { label: 'work', number: '+14155550121', extension: '12' },
        { label: 'fax', number: '+14155550120' },
      ],
    },
  ],
  [
    'Follow Up Boss',
    FOLLOW_UP_BOSS,
    {
      display_name: 'Nina Park',
      contact_type: ['client'],
      referral_source: 'Zillow',
      notes: 'Has two dogs',
      tags: ['Sphere', 'Golf'],
    },
  ],
  [
    'kvCORE',
    KVCORE,
    {
      display_name: 'Omar Reyes',
      contact_type: ['client'],
      tags: ['relocation'],
      referral_source: 'Website',
    },
  ],
  [
    'Top Producer, with tabs in UTF-16',
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(TOP_PRODUCER, 'utf16le')]),
    {
      display_name: 'Pia Stone',
      contact_type: ['title'],
      birthday: '1970-05-03',
      phones: [{ label: 'mobile' }, { label: 'work' }],
    },
  ],
])('an export of %s is read without matching a column by hand', async (_, file, expected) => {
  expect(await contactsOf(file)).toMatchObject([expected])
})

const APPLE = `BEGIN:VCARD\r
VERSION:3.0\r
N:Gomez;Lucía;;;\r
FN:Lucía Gomez\r
ORG:Gomez & Sons;Sales\r
TITLE:Owner\r
EMAIL;type=INTERNET;type=HOME;type=pref:lucia@gomez.example\r
item1.EMAIL;type=INTERNET:lucia@other.example\r
item1.X-ABLabel:_$!<Other>!$_\r
TEL;type=CELL;type=VOICE;type=pref:(415) 555-0160\r
TEL;type=WORK;type=VOICE:(415) 555-0161\r
ADR;type=HOME;type=pref:;;8 Bay St\\, Unit 2;Miami;FL;33131;United States\r
BDAY;X-APPLE-OMIT-YEAR=1604:1604-07-09\r
NOTE:First line\\nSecond line that is long enough to be folded over onto the ne\r
 xt line\r
CATEGORIES:Buyers,VIP\r
END:VCARD\r
`
const VERSION_4 = `BEGIN:VCARD
VERSION:4.0
FN:Harbor Trust LLC
ORG:Harbor Trust LLC
EMAIL:office@harbor.example
TEL;VALUE=uri;TYPE="voice,work":tel:+1-415-555-0170;ext=9
ADR;TYPE=work:;;1 Pier;San Diego;CA;92101;USA
END:VCARD
`
const OUTLOOK_21 = `BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg
TEL;WORK;VOICE:(415) 555-0180
TEL;CELL;VOICE:(415) 555-0181
EMAIL;PREF;INTERNET:jorg@outlook.example
NOTE;ENCODING=QUOTED-PRINTABLE:Long=20note=
 that goes on
BDAY:19800512
END:VCARD
`

test('vCards of Apple, of version 4.0 and of Outlook are read, many in one file', async () => {
  expect(await contactsOf(APPLE + VERSION_4 + OUTLOOK_21)).toMatchObject([
    {
      ...{
        display_name: 'Lucía Gomez',
        company: 'Gomez & Sons',
        title: 'Owner',
        tags: ['Buyers', 'VIP'],
      },
      emails: [{ email: 'lucia@gomez.example' }, { email: 'lucia@other.example' }],
      phones: [
        { label: 'mobile', number: '+14155550160' },
        { label: 'work', number: '+14155550161' },
      ],
      addresses: [
        { line1: '8 Bay St, Unit 2', city: 'Miami', state: 'FL', zip_code: '33131', country: 'USA' },
      ],
      notes:
        'First line\nSecond line that is long enough to be folded over onto the next line\nBirthday: 07-09',
    },
    {
      ...{ kind: 'company', display_name: 'Harbor Trust LLC', company: 'Harbor Trust LLC' },
      ...{
        phones: [{ label: 'work', number: '+14155550170', extension: '9' }],
        addresses: [{ label: 'work', city: 'San Diego' }],
      },
    },
    {
      display_name: 'Jörg Müller',
      birthday: '1980-05-12',
      phones: [{ label: 'mobile' }, { label: 'work' }],
      notes: expect.stringContaining('Long note'),
    },
  ])
})

test.each([
  ['Name;Email\nA;a@b.example', 'A'],
  ['sep=|\r\nName|Email\r\nB|a@b.example', 'B'],
  ['\ufeffName,Email\n"C ""the"" D, E",x@b.example', 'E C "the" D'],
  ['Name,Email\n\n\n=1+1,x@b.example', '=1+1'],
])('the separator, quotes, marks and formulas of %j are understood', async (file, name) => {
  expect((await contactsOf(file))[0]).toMatchObject({ display_name: name })
})

test.each([
  ['Delgado, Rosa', { first_name: 'Rosa', last_name: 'Delgado' }],
  ['Rosa Maria Delgado', { first_name: 'Rosa Maria', last_name: 'Delgado' }],
  ['Cher', { first_name: 'Cher', display_name: 'Cher' }],
])('the full name %j is read in its parts', async (name, expected) => {
  expect(await contactsOf(`Name\n"${name}"`)).toMatchObject([expected])
})
