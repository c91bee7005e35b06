/** The documents in an intermediary's file for one exchange. */
import { fields, heading, type Paper, signatures, table, text } from './paper.ts'
import { type Deal, day, daysAfter, money, placeOf, shortDay } from './scene.ts'

export type Exchange = { number: string; sale: Deal; purchase: Deal }

const INTERMEDIARY = 'Peak 1031 Exchange Services, LLC'

export function exchangeAgreement({ number, sale }: Exchange): Paper {
  return {
    name: `Exchange Agreement ${number}`,
    title: 'Tax-Deferred Exchange Agreement',
    subtitle: `Exchange No. ${number}`,
    blocks: [
      fields({
        Exchanger: sale.seller.name,
        'Qualified Intermediary': INTERMEDIARY,
        'Relinquished Property': placeOf(sale),
        'Exchange fee': money(1_150),
      }),
      ...text(
        `This agreement is made as of ${day(daysAfter(sale.closing, -14))} so that Exchanger may exchange the relinquished property for property of like kind under Section 1031 of the Internal Revenue Code.`,
        'Exchanger assigns to the Qualified Intermediary the rights in the agreement to sell the relinquished property. Deeds may pass directly from seller to buyer.',
        'The identification period ends at midnight of the 45th day, and the exchange period at midnight of the 180th day after the transfer of the relinquished property, or on the due date of the tax return if that is earlier.',
        'Exchanger has no right to receive, pledge, borrow or otherwise obtain the benefits of the money held, except as Treasury Regulation 1.1031(k)-1(g)(6) permits.',
        'The money is kept in a qualified escrow account in the name of the exchange and bears interest for Exchanger.',
      ),
      signatures(shortDay(daysAfter(sale.closing, -14)), sale.seller.name, INTERMEDIARY),
    ],
  }
}

export function noticeOfAssignment({ number, sale }: Exchange): Paper {
  return {
    name: `Notice of Assignment ${number}`,
    title: 'Notice of Assignment',
    blocks: [
      ...text(
        `To: ${sale.buyer.name}`,
        `You are notified that ${sale.seller.name} has assigned the rights, but not the obligations, in the purchase and sale agreement for ${placeOf(sale)} to ${INTERMEDIARY}, as qualified intermediary.`,
        'The assignment makes the sale part of an exchange. It costs you nothing and changes none of your rights. Title will be deeded to you directly.',
      ),
      signatures(shortDay(daysAfter(sale.closing, -5)), sale.seller.name, sale.buyer.name),
    ],
  }
}

export function identificationNotice({ number, sale, purchase }: Exchange): Paper {
  return {
    name: `45-day identification ${number}`,
    title: 'Identification of Replacement Property',
    subtitle: `Exchange No. ${number}`,
    blocks: [
      fields({
        Exchanger: sale.seller.name,
        'Relinquished Property': placeOf(sale),
        'Identification deadline': day(daysAfter(sale.closing, 45)),
        'Exchange deadline': day(daysAfter(sale.closing, 180)),
      }),
      ...text('Exchanger identifies the following as replacement property (three-property rule):'),
      table(
        [0.55, 0.25, 0.2],
        [
          ['Property', 'Fair market value', 'Share'],
          [placeOf(purchase), money(purchase.price), '100%'],
          [`${purchase.street.replace(/^\d+/, '77')}, ${purchase.city}`, money(purchase.price * 0.9), '100%'],
        ],
      ),
      signatures(shortDay(daysAfter(sale.closing, 31)), sale.seller.name),
    ],
  }
}

export function exchangeStatement({ number, sale, purchase }: Exchange): Paper {
  const received = sale.price * 0.58
  const spent = received - 12_400
  return {
    name: `Exchange fund statement ${number}`,
    title: 'Statement of Exchange Account',
    subtitle: INTERMEDIARY,
    blocks: [
      fields({
        'Exchange No.': number,
        Exchanger: sale.seller.name,
        'Statement date': shortDay(daysAfter(purchase.closing, 3)),
      }),
      table(
        [0.2, 0.5, 0.3],
        [
          ['Date', 'Entry', 'Amount'],
          [shortDay(sale.closing), `Proceeds, ${sale.street}`, money(received)],
          [shortDay(daysAfter(sale.closing, 30)), 'Interest', money(418.22)],
          [shortDay(daysAfter(sale.closing, 40)), 'Exchange fee', `(${money(1_150)})`],
          [shortDay(purchase.closing), `Wire to ${purchase.title_company}`, `(${money(spent)})`],
        ],
      ),
      ...text(
        'Please compare this statement with your records and tell us of any difference within thirty days.',
      ),
    ],
  }
}

export function replacementClosing({ number, sale, purchase }: Exchange): Paper {
  return {
    name: `Replacement closing statement ${number}`,
    title: "Buyer's Final Settlement Statement",
    subtitle: purchase.title_company,
    blocks: [
      fields({
        'Escrow No.': purchase.number,
        'Settlement Date': shortDay(purchase.closing),
        Buyer: `${INTERMEDIARY} as qualified intermediary for ${sale.seller.name}`,
        Seller: purchase.seller.name,
        'Property Address': placeOf(purchase),
      }),
      table(
        [0.56, 0.22, 0.22],
        [
          ['Description', 'Buyer debit', 'Buyer credit'],
          ['Contract sales price', money(purchase.price), ''],
          ['Exchange proceeds from qualified intermediary', '', money(sale.price * 0.56)],
          ['Deposit or earnest money', '', money(20_000)],
          ['Escrow fee', money(980), ''],
          ["Lender's and owner's title insurance", money(2_310), ''],
          ['Recording fees', money(142), ''],
        ],
      ),
      signatures(shortDay(purchase.closing), sale.seller.name),
    ],
  }
}

export function operatingAgreement({ sale }: Exchange): Paper {
  const company = `${sale.street.split(' ')[1]} Holdings, LLC`
  return {
    name: `${company} operating agreement`,
    title: `Operating Agreement of ${company}`,
    blocks: [
      ...text(
        `The members form a limited liability company for the holding of investment property. ${sale.seller.name} is its only member and manager and owns one hundred percent of its interests.`,
        'The company is disregarded for federal tax purposes. The manager may sign deeds, agreements of sale and exchange and banking papers alone.',
      ),
      heading('Registered agent'),
      ...text(`${sale.listing_agent.name}, ${placeOf(sale)}`),
      signatures(shortDay(daysAfter(sale.listed, -400)), sale.seller.name),
    ],
  }
}
