/** The documents in an agency's file that come from others: lender, appraiser, insurer, title and escrow. */
import { fields, heading, type Paper, signatures, table, text } from './paper.ts'
import { type Deal, day, daysAfter, money, placeOf, shortDay } from './scene.ts'

export function appraisal(deal: Deal): Paper {
  const row = (name: string, price: number, size: number) => [name, money(price), String(size), 'Average']
  return {
    name: 'URAR appraisal',
    title: 'Uniform Residential Appraisal Report',
    blocks: [
      fields({
        'Property Address': placeOf(deal),
        Borrower: deal.buyer.name,
        'Lender/Client': deal.lender,
        "Assessor's Parcel #": deal.apn,
        'Property Rights Appraised': 'Fee simple',
        Neighborhood: 'Suburban, stable, supply in balance',
      }),
      heading('Sales comparison approach'),
      table(
        [0.4, 0.25, 0.15, 0.2],
        [
          ['Feature', 'Sale price', 'Sq ft', 'Condition'],
          row('Subject', deal.price, 1_940),
          row('Comparable sale # 1', deal.price * 0.98, 1_902),
          row('Comparable sale # 2', deal.price * 1.02, 2_010),
          row('Comparable sale # 3', deal.price * 1.01, 1_880),
        ],
      ),
      ...text(
        `Based on a complete visual inspection of the interior and exterior of the subject property, my opinion of the market value is ${money(deal.price * 1.005)} as of ${day(daysAfter(deal.contract, 18))}, the effective date of this appraisal.`,
        'The appraiser has no interest in the property and performed this appraisal in accordance with the Uniform Standards of Professional Appraisal Practice.',
      ),
      signatures(
        shortDay(daysAfter(deal.contract, 19)),
        'Odette R. Fairweather, Certified Residential Appraiser',
      ),
    ],
  }
}

export function preliminaryReport(deal: Deal): Paper {
  return {
    name: `Prelim ${deal.number}`,
    title: 'Preliminary Report',
    subtitle: deal.title_company,
    blocks: [
      fields({
        'Order No.': `${deal.number}-PR`,
        'Escrow Officer': deal.escrow_officer.name,
        'Title Officer': 'Barnaby Q. Stroud',
        Property: placeOf(deal),
      }),
      ...text(
        `In response to the application for a policy of title insurance, this company reports that it is prepared to issue a policy as of ${day(daysAfter(deal.contract, 5))} at 7:30 AM.`,
        `The estate or interest in the land covered by this report is a fee. Title is vested in ${deal.seller.name}, an unmarried person.`,
        'At this date exceptions to coverage would be as follows:',
        `1. Property taxes for the fiscal year 2025-2026. First installment ${money(deal.price * 0.0056)}, paid. Second installment ${money(deal.price * 0.0056)}, open.`,
        '2. An easement for public utilities, recorded June 4, 1961, in Book 1812 of Official Records, Page 77.',
        `3. A deed of trust to secure an indebtedness of ${money(deal.price * 0.38)}, recorded August 19, 2016.`,
        `Exhibit A: Lot 14 of Tract 2207, County of ${deal.county}. APN: ${deal.apn}.`,
      ),
    ],
  }
}

export function homeownersPolicy(deal: Deal): Paper {
  return {
    name: 'HO3 declarations',
    title: 'Homeowners Policy Declarations',
    subtitle: 'Lantern Mutual Insurance Company',
    blocks: [
      fields({
        'Named Insured': deal.buyer.name,
        'Residence Premises': placeOf(deal),
        'Policy Number': `LM-${deal.number.replace('-', '')}`,
        'Policy Period': `From ${shortDay(deal.closing)} to ${shortDay(daysAfter(deal.closing, 365))} 12:01 AM`,
        Mortgagee: `${deal.lender}, its successors and assigns`,
      }),
      table(
        [0.7, 0.3],
        [
          ['Coverage', 'Limit'],
          ['Coverage A Dwelling', money(deal.price * 0.7)],
          ['Coverage B Other Structures', money(deal.price * 0.07)],
          ['Coverage C Personal Property', money(deal.price * 0.35)],
          ['Coverage E Personal Liability', money(300_000)],
          ['Deductible, all perils', money(2_500)],
          ['Total annual premium', money(1_800 + deal.price / 900)],
        ],
      ),
      ...text('Forms: HO 00 03 Special Form, replacement cost on contents, water backup.'),
    ],
  }
}

export function preapproval(deal: Deal): Paper {
  return {
    name: `Preapproval ${deal.buyer.name}`,
    title: 'Mortgage Pre-Approval',
    subtitle: deal.lender,
    blocks: [
      ...text(
        day(daysAfter(deal.contract, -12)),
        `${deal.buyer.name} has been pre-approved for a conventional loan, thirty years, fixed rate.`,
      ),
      fields({
        'Purchase price up to': money(deal.price * 1.02),
        'Loan amount': money(deal.price * 0.75),
        'Down payment': '25%',
        'Expiration date': day(daysAfter(deal.contract, 78)),
      }),
      ...text(
        'The approval rests on a review of credit, income and assets and is subject to a satisfactory appraisal, clear title and no change in employment.',
        'Loan officer NMLS ID 555010. Equal Housing Lender.',
      ),
    ],
  }
}

export function settlementStatement(deal: Deal): Paper {
  const commission = deal.price * 0.055
  const transfer = Math.round(deal.price * 0.0011 * 100) / 100
  const payoff = deal.price * 0.362
  const row = (name: string, debit: number, credit: number) => [
    name,
    debit ? money(debit).slice(1) : '',
    credit ? money(credit).slice(1) : '',
  ]
  return {
    name: `Final settlement statement ${deal.number}`,
    title: 'ALTA Settlement Statement - Seller',
    subtitle: deal.title_company,
    blocks: [
      fields({
        'File No./Escrow No.': deal.number,
        'Settlement Date': shortDay(deal.closing),
        'Disbursement Date': shortDay(deal.closing),
        Seller: deal.seller.name,
        Buyer: deal.buyer.name,
        'Property Address': placeOf(deal),
        'Settlement Agent': deal.title_company,
      }),
      table(
        [0.56, 0.22, 0.22],
        [
          ['Description', 'Seller debit', 'Seller credit'],
          row('Sales price of property', 0, deal.price),
          row('County taxes prorated', deal.price * 0.0021, 0),
          row('Commission - listing and selling broker', commission, 0),
          row('Payoff of first mortgage loan', payoff, 0),
          row('Documentary transfer tax', transfer, 0),
          row('Escrow and settlement fee', 1_150, 0),
          row("Owner's title insurance", deal.price * 0.0024, 0),
          row('Due to seller', deal.price * 0.9955 - commission - payoff - transfer - 1_150, 0),
        ],
      ),
      ...text(
        'We have reviewed the settlement statement and find it to be a true and accurate statement of all receipts and disbursements made on our account.',
      ),
      signatures(shortDay(deal.closing), deal.seller.name, deal.escrow_officer.name),
    ],
  }
}

export function grantDeed(deal: Deal): Paper {
  return {
    name: `Recorded deed ${deal.apn}`,
    title: 'Grant Deed',
    blocks: [
      fields({
        'Recording requested by': deal.title_company,
        'When recorded mail to': `${deal.buyer.name}, ${placeOf(deal)}`,
        APN: deal.apn,
      }),
      ...text(
        `The undersigned grantor declares: documentary transfer tax is ${money(deal.price * 0.0011)}, computed on full value of property conveyed.`,
        `FOR A VALUABLE CONSIDERATION, receipt of which is hereby acknowledged, ${deal.seller.name}, an unmarried person, hereby GRANTS to ${deal.buyer.name}, a single person, the following described real property in the City of ${deal.city}, County of ${deal.county}:`,
        'Lot 14 of Tract 2207, as shown on the map filed in Book 88 of Maps, Pages 3 to 5, in the office of the county recorder.',
      ),
      signatures(shortDay(deal.closing), deal.seller.name),
      ...text('Acknowledged before me, a notary public. My commission expires May 30, 2028.'),
    ],
  }
}
