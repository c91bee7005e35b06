import type { ExchangeType } from '#domains/exchanges/schema.ts'

type Address = [line: string, city: string, state: string, zip: string]

export type DemonstrationProperty = {
  at: Address
  price: string
  debt?: string
  basis?: string
  /** How many days ago it was transferred or received. */
  transferred?: number
  produced?: string
}

export type DemonstrationExchange = {
  name: string
  client: string
  type?: ExchangeType
  sold?: DemonstrationProperty[]
  bought?: DemonstrationProperty[]
  /** How many of those that are bought are identified, in a notice that was sent so many days ago. */
  identified?: [count: number, days_ago: number]
  /** Nothing is signed yet: a draft. */
  unsigned?: boolean
  parked?: number
  /** The tax return, where it was asked for already. */
  return_asked?: boolean
  disaster?: { notice: string; days_ago: number; until: number }
  cancelled?: string
  /** What came in of the sale; the rest of it paid costs of the closing. */
  proceeds?: string
  /** What is paid for the first replacement, and how far that is. */
  payment?: [amount: string, state: 'authorized' | 'approved_once' | 'released']
  cpa?: boolean
}

/**
 * Exchanges of an intermediary in every kind and stage. People and amounts are made up; the first three share their sales
 * with deals of the agency of the demonstration.
 */
export const PEAK_EXCHANGES: DemonstrationExchange[] = [
  {
    name: 'Whitfield: Caledonia Street',
    client: 'Thomas Whitfield',
    sold: [
      {
        at: ['417 Caledonia Street', 'Sausalito', 'CA', '94965'],
        price: '2450000.00',
        debt: '610000.00',
        basis: '890000.00',
        transferred: 38,
      },
    ],
    bought: [
      { at: ['88 Mill Road', 'Boise', 'ID', '83702'], price: '1180000.00' },
      { at: ['1420 Larimer Street', 'Denver', 'CO', '80202'], price: '1340000.00' },
      { at: ['305 Spruce Avenue', 'Boulder', 'CO', '80302'], price: '990000.00' },
    ],
    identified: [2, 6],
    return_asked: true,
    proceeds: '1771420.18',
    cpa: true,
  },
  {
    name: 'Abernathy: Virginia Street',
    client: 'Joan Abernathy',
    sold: [
      {
        at: ['230 Virginia Street', 'Reno', 'NV', '89501'],
        price: '820000.00',
        basis: '310000.00',
        transferred: 44,
      },
    ],
    bought: [
      { at: ['12 Pinecone Way', 'Truckee', 'CA', '96161'], price: '410000.00' },
      { at: ['77 Lake Boulevard', 'Tahoe City', 'CA', '96145'], price: '395000.00' },
      { at: ['9 Granite Court', 'Sparks', 'NV', '89431'], price: '365000.00' },
    ],
    identified: [3, 3],
    proceeds: '768912.40',
  },
  {
    name: 'Reed: Camelback duplex',
    client: 'William Reed',
    unsigned: true,
    sold: [{ at: ['5120 Camelback Road', 'Scottsdale', 'AZ', '85251'], price: '690000.00' }],
  },
  {
    name: 'Whitfield Holdings: Bridgeway lofts',
    client: 'Whitfield Holdings LLC',
    sold: [{ at: ['1 Bridgeway', 'Sausalito', 'CA', '94965'], price: '1600000.00' }],
  },
  {
    name: 'Brooks: Meridian Avenue',
    client: 'Nadia Brooks',
    sold: [
      {
        at: ['640 Meridian Avenue', 'San Jose', 'CA', '95126'],
        price: '1275000.00',
        debt: '400000.00',
        transferred: 9,
      },
    ],
    proceeds: '802310.55',
  },
  {
    name: 'Sandoval: five for one',
    client: 'Peter Sandoval',
    sold: [
      {
        at: ['18 Harbor Way', 'Long Beach', 'CA', '90802'],
        price: '1000000.00',
        basis: '420000.00',
        transferred: 41,
      },
    ],
    bought: [
      { at: ['201 Palm Drive', 'Tempe', 'AZ', '85281'], price: '520000.00' },
      { at: ['203 Palm Drive', 'Tempe', 'AZ', '85281'], price: '515000.00' },
      { at: ['44 Ocotillo Lane', 'Mesa', 'AZ', '85201'], price: '480000.00' },
      { at: ['46 Ocotillo Lane', 'Mesa', 'AZ', '85201'], price: '470000.00' },
      { at: ['9 Agave Court', 'Gilbert', 'AZ', '85233'], price: '455000.00' },
    ],
    identified: [5, 2],
    proceeds: '941200.00',
    cpa: true,
  },
  {
    name: 'Dumont: Cherry Creek reverse',
    client: 'Claire Dumont',
    type: 'reverse',
    parked: 33,
    sold: [{ at: ['75 Steele Street', 'Denver', 'CO', '80206'], price: '930000.00' }],
    bought: [{ at: ['1800 Cherry Creek Drive', 'Denver', 'CO', '80209'], price: '1150000.00' }],
  },
  {
    name: 'Osborne: warehouse with mezzanine',
    client: 'Lena Osborne',
    type: 'improvement',
    sold: [
      {
        at: ['310 Commerce Street', 'Tacoma', 'WA', '98402'],
        price: '2100000.00',
        debt: '350000.00',
        transferred: 52,
      },
    ],
    bought: [
      { at: ['77 Dock Street', 'Tacoma', 'WA', '98402'], price: '1500000.00', produced: '2050000.00' },
    ],
    identified: [1, 20],
    proceeds: '1688420.00',
  },
  {
    name: 'Farrell: storm in Pinellas County',
    client: 'Grant Farrell',
    sold: [{ at: ['801 Gulf Boulevard', 'Clearwater', 'FL', '33767'], price: '760000.00', transferred: 60 }],
    bought: [{ at: ['14 Bayshore Drive', 'Tampa', 'FL', '33606'], price: '720000.00' }],
    disaster: { notice: 'FL-2026-09', days_ago: 30, until: 75 },
    proceeds: '701555.10',
  },
  {
    name: 'Ito: Alamo Heights',
    client: 'Kenji Ito',
    sold: [
      {
        at: ['2212 Broadway', 'San Antonio', 'TX', '78215'],
        price: '1340000.00',
        basis: '500000.00',
        transferred: 96,
      },
    ],
    bought: [
      { at: ['600 Congress Avenue', 'Austin', 'TX', '78701'], price: '880000.00' },
      { at: ['415 Pecan Street', 'Fredericksburg', 'TX', '78624'], price: '430000.00', transferred: 20 },
    ],
    identified: [2, 60],
    proceeds: '1254880.00',
    payment: ['612500.00', 'authorized'],
    cpa: true,
  },
  {
    name: 'Lindqvist: Ballard fourplex',
    client: 'Maja Lindqvist',
    sold: [
      {
        at: ['5300 Ballard Avenue', 'Seattle', 'WA', '98107'],
        price: '1890000.00',
        debt: '700000.00',
        transferred: 120,
      },
    ],
    bought: [{ at: ['1020 Alder Street', 'Portland', 'OR', '97205'], price: '1725000.00' }],
    identified: [1, 80],
    proceeds: '1077640.00',
    payment: ['540000.00', 'approved_once'],
  },
  {
    name: 'Moreau: two sales, one purchase',
    client: 'Simone Moreau',
    sold: [
      { at: ['9 Canal Street', 'New Orleans', 'LA', '70130'], price: '540000.00', transferred: 150 },
      { at: ['11 Canal Street', 'New Orleans', 'LA', '70130'], price: '560000.00', transferred: 132 },
    ],
    bought: [{ at: ['300 Poydras Street', 'New Orleans', 'LA', '70130'], price: '1150000.00' }],
    identified: [1, 110],
    proceeds: '1021300.00',
    payment: ['250000.00', 'released'],
  },
  {
    name: 'Hartmann: ten days left',
    client: 'Ulrich Hartmann',
    sold: [
      {
        at: ['66 Wacker Drive', 'Chicago', 'IL', '60606'],
        price: '3250000.00',
        debt: '1100000.00',
        transferred: 170,
      },
    ],
    bought: [{ at: ['1 Superior Street', 'Milwaukee', 'WI', '53202'], price: '3050000.00' }],
    identified: [1, 130],
    proceeds: '2011900.00',
    cpa: true,
  },
  {
    name: 'Quist: same day on Main Street',
    client: 'Agnes Quist',
    type: 'simultaneous',
    sold: [{ at: ['40 Main Street', 'Bozeman', 'MT', '59715'], price: '610000.00', transferred: 15 }],
    bought: [{ at: ['52 Main Street', 'Bozeman', 'MT', '59715'], price: '655000.00', transferred: 15 }],
  },
  {
    name: 'Kowalski: build on Fifth Street',
    client: 'Jan Kowalski',
    type: 'build_to_suit',
    sold: [{ at: ['19 Harrison Avenue', 'Columbus', 'OH', '43215'], price: '480000.00' }],
    cancelled: 'The buyer of Harrison Avenue couldn’t get a loan, and the client keeps the house.',
  },
]

/** Clients who aren't among the people of the demonstration yet. */
export const PEAK_CLIENTS: Record<string, string> = {
  ...{ 'Nadia Brooks': 'nadia.brooks@example.com', 'Peter Sandoval': 'peter.sandoval@example.com' },
  ...{ 'Lena Osborne': 'lena.osborne@example.com', 'Grant Farrell': 'grant.farrell@example.com' },
  ...{ 'Kenji Ito': 'kenji.ito@example.com', 'Maja Lindqvist': 'maja.lindqvist@example.com' },
  ...{ 'Simone Moreau': 'simone.moreau@example.com', 'Ulrich Hartmann': 'ulrich.hartmann@example.com' },
  ...{ 'Agnes Quist': 'agnes.quist@example.com', 'Jan Kowalski': 'jan.kowalski@example.com' },
}

/** An exchange of the demonstration that was added, with its properties. */
export type Added = { id: string; sold: string[]; bought: string[]; client_id: string }
