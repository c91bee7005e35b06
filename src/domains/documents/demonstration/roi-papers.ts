/** The documents in an agency's file for one sale, from the listing to the keys. */
import { fields, heading, type Paper, signatures, table, text } from './paper.ts'
import { type Deal, day, daysAfter, money, placeOf, shortDay } from './scene.ts'

export function listingAgreement(deal: Deal): Paper {
  return {
    name: `Listing Agreement - ${deal.street}`,
    title: 'Exclusive Right to Sell Listing Agreement',
    subtitle: 'ROI Systems Realty',
    blocks: [
      fields({
        Seller: deal.seller.name,
        Broker: 'ROI Systems Realty',
        'Listing Agent': `${deal.listing_agent.name}, ${deal.listing_agent.phone}`,
        Property: placeOf(deal),
        'Parcel Number': deal.apn,
      }),
      ...text(
        `Seller employs Broker with the exclusive right to sell the property from ${day(deal.listed)} and ending on ${day(daysAfter(deal.listed, 180))}.`,
        `The listing price is ${money(deal.price * 1.03)}. Seller will look at every written offer that Broker brings.`,
        `Compensation to Broker is 5.5% of the sale price, of which 2.5% is offered to a cooperating broker. The rate is not set by law and was negotiated.`,
        'Broker may enter the property in the multiple listing service, place a sign and a lockbox, photograph the rooms and hold open houses.',
        'If a person who saw the property through Broker buys it within 90 days after the end of the listing, the compensation is due all the same.',
      ),
      signatures(shortDay(deal.listed), deal.seller.name, deal.listing_agent.name),
    ],
  }
}

export function purchaseAgreement(deal: Deal): Paper {
  const deposit = Math.round(deal.price * 0.03)
  return {
    name: `Purchase Agreement ${deal.number}`,
    title: 'Residential Purchase Agreement',
    subtitle: 'and Joint Escrow Instructions',
    blocks: [
      fields({
        'Date Prepared': day(deal.contract),
        Buyer: deal.buyer.name,
        Seller: deal.seller.name,
        'Property Address': placeOf(deal),
        "Assessor's Parcel No.": deal.apn,
      }),
      heading('1. Price and deposit'),
      ...text(
        `The purchase price is ${money(deal.price)}. Buyer will place an initial deposit of ${money(deposit)} with ${deal.title_company} within three business days after acceptance.`,
        `Buyer will apply for a first loan in the amount of ${money(deal.price * 0.75)}. The balance of the down payment is due before closing.`,
      ),
      heading('2. Closing and possession'),
      ...text(
        `Close of escrow shall occur on ${day(deal.closing)}. Possession passes to Buyer at six in the evening of that day.`,
        'Property taxes, association dues and rents are prorated to the day of closing.',
      ),
      heading('3. Contingencies'),
      ...text(
        'Buyer has 17 days to inspect the property, 17 days for the appraisal and 21 days for loan approval. A contingency ends only by signed removal.',
        'Seller will deliver a preliminary title report, the transfer disclosure statement and, for a house built before 1978, the lead-based paint disclosure.',
      ),
      heading('4. Default'),
      ...text(
        'If Buyer defaults, Seller keeps as liquidated damages no more than three percent of the price. The parties will mediate before they go to court.',
      ),
      signatures(shortDay(deal.contract), deal.buyer.name, deal.seller.name),
    ],
  }
}

export function counterOffer(deal: Deal): Paper {
  return {
    name: `Counter Offer 1 - ${deal.buyer.name.split(' ').at(-1)}`,
    title: 'Seller Counter Offer No. 1',
    blocks: [
      ...text(
        `This is a counter offer to the offer to purchase dated ${day(daysAfter(deal.contract, -4))} on the property known as ${placeOf(deal)}, between ${deal.buyer.name} ("Buyer") and ${deal.seller.name} ("Seller").`,
        'The terms of the offer are accepted subject to the following changes:',
      ),
      table(
        [0.5, 0.25, 0.25],
        [
          ['Term', 'Offered', 'Countered'],
          ['Purchase price', money(deal.price * 0.96), money(deal.price)],
          ['Days to close', '60', '42'],
          ['Credit for repairs', money(5_000), money(0)],
        ],
      ),
      ...text(
        `This counter offer expires on ${day(daysAfter(deal.contract, -1))} at 5 PM unless Buyer signs it and Seller receives a copy. Until then Seller may accept another offer.`,
      ),
      signatures(shortDay(daysAfter(deal.contract, -3)), deal.seller.name, deal.buyer.name),
    ],
  }
}

export function amendment(deal: Deal): Paper {
  return {
    name: `Amendment ${deal.number}`,
    title: 'Amendment to Purchase Agreement',
    blocks: [
      ...text(
        `Buyer and Seller amend the purchase agreement dated ${day(deal.contract)} for ${placeOf(deal)} as follows:`,
        `The closing date is changed to ${day(daysAfter(deal.closing, 6))}.`,
        `In place of repairs, Seller will credit Buyer ${money(6_250)} at closing.`,
        'All other terms of the agreement remain unchanged and in full force.',
      ),
      signatures(shortDay(daysAfter(deal.contract, 20)), deal.buyer.name, deal.seller.name),
    ],
  }
}

export function addendum(deal: Deal): Paper {
  return {
    name: 'Addendum A',
    title: 'Addendum A to Purchase Agreement',
    subtitle: 'Sale of Other Property by Buyer',
    blocks: [
      ...text(
        `This addendum is incorporated in the purchase agreement between ${deal.buyer.name} ("Buyer") and ${deal.seller.name} ("Seller") for ${placeOf(deal)}.`,
        `The agreement is contingent upon the closing of the sale of Buyer's present home on or before ${day(daysAfter(deal.closing, -10))}.`,
        'If Seller accepts another offer, Buyer has 72 hours after notice to waive this contingency.',
        'The refrigerator, the washer and the dryer stay with the house and have no value.',
        'Where this addendum and the agreement differ, this addendum controls.',
      ),
      signatures(shortDay(deal.contract), deal.buyer.name, deal.seller.name),
    ],
  }
}

export function transferDisclosure(deal: Deal): Paper {
  return {
    name: `Seller disclosure ${deal.street.split(' ')[0]}`,
    title: "Seller's Property Disclosure Statement",
    blocks: [
      fields({
        'Property Address': placeOf(deal),
        Seller: deal.seller.name,
        'Year Built': String(deal.built),
      }),
      ...text(
        'This statement tells what Seller knows of the condition of the property. It is not a warranty and does not replace an inspection.',
        'Is Seller aware of any of the following? Answer yes, no or unknown, and explain each yes.',
      ),
      table(
        [0.75, 0.25],
        [
          ['Condition', 'Answer'],
          ['Leaks in the roof, now or in the past', 'Yes'],
          ['Water in the basement or crawl space', 'No'],
          ['Cracks or movement of the foundation', 'No'],
          ['Additions or alterations without a permit', 'Unknown'],
          ['Termites or other wood destroying insects', 'No'],
          ['Asbestos, radon, mold or underground tanks', 'No'],
          ['Neighborhood noise or other nuisances', 'Yes'],
        ],
      ),
      ...text(
        `The roof leaked at the chimney in 2019 and was repaired by a licensed contractor for ${money(2_140)}. A school bell is heard on weekdays.`,
        'Seller certifies that these answers are true to the best of Seller’s knowledge.',
      ),
      signatures(shortDay(daysAfter(deal.contract, 3)), deal.seller.name, deal.buyer.name),
    ],
  }
}

export function inspectionReport(deal: Deal): Paper {
  const finding = (place: string, seen: string) => `${place}: ${seen}`
  return {
    name: `Inspection report ${placeOf(deal)}`,
    title: 'Home Inspection Report',
    subtitle: 'Plumb Line Home Inspections',
    blocks: [
      fields({
        Client: deal.buyer.name,
        Property: placeOf(deal),
        'Date of Inspection': day(daysAfter(deal.contract, 9)),
        'Inspected By': 'Wendell T. Brandt, License HI-5550',
        Weather: 'Dry, 61 degrees',
      }),
      heading('Roof and attic'),
      ...text(
        finding(
          'Roof covering',
          'composition shingles with loss of granules; remaining life about six years',
        ),
        finding('Flashing', 'lifted at the chimney; recommend repair by a qualified roofer'),
        finding('Attic', 'insulation of about eight inches; a bathroom fan vents into the attic'),
      ),
      heading('Electrical'),
      ...text(
        finding('Service panel', '200 amperes; two double tapped breakers; recommend a licensed electrician'),
        finding('Receptacles', 'ground fault protection is missing at the kitchen counter: a safety hazard'),
      ),
      heading('Plumbing and heating'),
      ...text(
        finding('Water heater', 'made in 2011, no seismic strap, relief valve without discharge pipe'),
        finding('Furnace', 'responded to the thermostat; filter dirty'),
        finding('Foundation', 'hairline cracks, typical of age; monitor'),
      ),
      ...text('The inspection was visual and covers what could be reached on that day. It is no guarantee.'),
    ],
  }
}
