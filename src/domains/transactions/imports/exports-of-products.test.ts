import { expect, test } from 'vitest'
import { readTable } from '#domains/identity/imports/reading/read-table.ts'
import { matchColumns } from '#domains/identity/rules/import-columns.ts'
import { DEAL_FIELDS } from '#domains/transactions/rules/import-fields.ts'
import { type DealDraft, type Members, readDraft } from './drafts.ts'
import { dealImportKind } from './kind.ts'

const MEMBERS: Members = new Map([
  ['ana alvarez', 'ana'],
  ['ben@ours.example', 'ben'],
])

async function dealsOf(file: string): Promise<DealDraft[]> {
  const [headers = [], ...rows] = await Array.fromAsync(
    readTable(Buffer.from(file), '/tmp', dealImportKind.files).rows,
  )
  const mapping = matchColumns(DEAL_FIELDS, headers)
  const reading = { mapping, members: MEMBERS, on_unknown_agent: 'leave_out', today: '2026-11-30' } as const
  return rows.map((row) => {
    const { draft, problems } = readDraft(row, reading)
    expect(problems).toEqual([])
    return draft as DealDraft
  })
}

/** The fields of a loop, as dotloop names them. */
const DOTLOOP = [
  'Loop ID,Loop Name,Transaction Type,Loop Status,Street Number,Street Name,Unit Number,City,State/Prov,Zip/Postal Code,County,MLS Number,Purchase/Sale Price,Sale Commission Rate %,Sale Commission Total,Contract Agreement Date,Closing Date,Listing Date,Original Price,Year Built,Seller,Buyer,Seller Agent,Buyer Agent',
  '881,"Ito, 12 Fern St",Listing for Sale,Under Contract,12,Fern St,4,Austin,TX,78701,Travis,M-12,"$640,000.00",,"$32,000.00",03/02/2026,04/15/2026,01/10/2026,"$650,000.00",1962,Mei Ito,Otto Buyer,Ana Alvarez,Somebody Else',
  '882,"Reyes, 5 Pine Ct",Purchase Offer,Sold,5,Pine Ct,,Austin,TX,78702,Travis,M-5,410000,2.5,,12/01/2024,01/20/2025,,,1999,Ann Seller,Omar Reyes;Rita Reyes,Somebody Else,ben@ours.example',
].join('\n')

/** The import file of SkySlope Books, whose street number is a column called "Street #". */
const SKYSLOPE_BOOKS = [
  'Deal ID,Deal Name,Type,Status,Street #,Address,Unit,City,State,Zip,Sales Price,Contract Date,Close of Escrow,Representing,MLS ID',
  'D-7,Stone,Sale,Pending,77,Oak Ave,,Denver,CO,80206,525000,2026-05-01,2026-06-15,Buyer,77-1',
].join('\n')

const SKYSLOPE = [
  'Property Address,Status,Deal Type,Listing Price,Sale Price,Contract Acceptance Date,Escrow Closing Date,Actual Closing Date,Represents,APN',
  '"3 Lake Dr, Seattle, WA 98101",Sold/Closed,Traditional Sale,700000,690000,2025-01-05,2025-02-20,2025-02-21,Seller,040-112-07',
].join('\n')

const PAPERLESS_PIPELINE = [
  'Transaction Name,Status,Label,Close Date,Listing Date,Acceptance Date,Sale Price,Listing Agents,Buying Agents',
  '"9 Elm Rd, Reno, NV 89501",Listing - Active,Residential Listing,,6/1/2026,,,Ana Alvarez,',
].join('\n')

const BROKERMINT = [
  'Id,Address,City,State,Zip,Status,Price,Transaction Type,Representing,Acceptance Date,Listing Date,Closing Date,Closed At,Total Gross Commission,Custom Id',
  '5501,14 Birch Ln,Boise,ID,83702,Closed,455000,Residential Sale,Buyer,2025-03-04,,2025-04-10,2025-04-11,13650,BM-14',
].join('\n')

const LONE_WOLF = [
  'Transaction Number,Status,Transaction Type,Street Number,Street Name,Unit Number,City,State,Zip Code,MLS Number,Sell Price,Offer Date,Close Date',
  '20417,Closed,Sale,31,Cedar Way,2B,Miami,FL,33130,A-31,612000,2025-05-01,2025-06-20',
].join('\n')

test.each<[string, string, object[]]>([
  [
    'Brokermint',
    BROKERMINT,
    [
      {
        ...{ transaction_number: 'BM-14', transaction_type: 'purchase', side: 'selling', stage: 'closed' },
        ...{ sale_price: '455000', commission_amount: '13650' },
        ...{ contract_date: '2025-03-04', closing_date: '2025-04-10', closed_on: '2025-04-11' },
        property: { address_line1: '14 Birch Ln', city: 'Boise', state: 'ID', zip_code: '83702' },
      },
    ],
  ],
  [
    'Lone Wolf',
    LONE_WOLF,
    [
      {
        ...{ transaction_number: '20417', transaction_type: 'sale', stage: 'closed', sale_price: '612000' },
        ...{ contract_date: '2025-05-01', closing_date: '2025-06-20', closed_on: '2025-06-20' },
        property: { address_line1: '31 Cedar Way', address_line2: '2B', city: 'Miami', zip_code: '33130' },
        custom_fields: { 'MLS number': 'A-31' },
      },
    ],
  ],
  [
    'dotloop',
    DOTLOOP,
    [
      {
        ...{ transaction_number: '881', transaction_type: 'sale', side: 'listing', stage: 'under_contract' },
        property: {
          ...{
            address_line1: '12 Fern St',
            address_line2: '4',
            city: 'Austin',
            state: 'TX',
            zip_code: '78701',
          },
          ...{ county: 'Travis', year_built: 1962 },
        },
        ...{ list_price: '650000.00', sale_price: '640000.00', commission_amount: '32000.00' },
        ...{ contract_date: '2026-03-02', closing_date: '2026-04-15', listing_agent_id: 'ana' },
        ...{ selling_agent_id: null, custom_fields: { 'MLS number': 'M-12' } },
        parties: [
          { role: 'seller', person: { display_name: 'Mei Ito' } },
          { role: 'buyer', person: { display_name: 'Otto Buyer' } },
        ],
      },
      {
        ...{ transaction_type: 'purchase', side: 'selling', stage: 'closed', closed_on: '2025-01-20' },
        ...{ commission_rate: 0.025, selling_agent_id: 'ben' },
        parties: [
          { role: 'seller' },
          { role: 'buyer' },
          { role: 'buyer', person: { display_name: 'Rita Reyes' } },
        ],
      },
    ],
  ],
  [
    'SkySlope Books',
    SKYSLOPE_BOOKS,
    [
      {
        ...{ transaction_number: 'D-7', transaction_type: 'sale', side: 'selling', stage: 'under_contract' },
        property: { address_line1: '77 Oak Ave', city: 'Denver', zip_code: '80206' },
        ...{ sale_price: '525000', contract_date: '2026-05-01', closing_date: '2026-06-15' },
      },
    ],
  ],
  [
    'SkySlope',
    SKYSLOPE,
    [
      {
        ...{ transaction_type: 'sale', side: 'listing', stage: 'closed', closed_on: '2025-02-21' },
        property: { address_line1: '3 Lake Dr', city: 'Seattle', state: 'WA', parcel_number: '040-112-07' },
        ...{ list_price: '700000', sale_price: '690000', closing_date: '2025-02-20' },
      },
    ],
  ],
  [
    'Paperless Pipeline',
    PAPERLESS_PIPELINE,
    [
      {
        ...{ transaction_type: 'sale', side: 'listing', stage: 'listed', listing_date: '2026-06-01' },
        ...{ property: { address_line1: '9 Elm Rd', city: 'Reno' }, listing_agent_id: 'ana' },
      },
    ],
  ],
])('columns and values named as in %s are read as deals', async (_, file, deals) => {
  expect(await dealsOf(file)).toMatchObject(deals)
})
