/**
 * Clauses as the forms and the attorneys of different states word them, written before the patterns that read them:
 * what is counted in them says how well texts are read that the patterns were not made for.
 */
export const VARIED_CLAUSES: { text: string; says: Record<string, string> }[] = [
  {
    text: 'Buyer shall complete all inspections of the Property and deliver any objections in writing no later than twelve (12) calendar days following Acceptance.',
    says: { inspection_contingency: '12 days after acceptance' },
  },
  {
    text: 'Financing Contingency. This Agreement is conditioned on Buyer obtaining a conventional loan. Buyer shall waive or exercise this contingency within 21 days of mutual acceptance.',
    says: { loan_contingency: '21 days after acceptance' },
  },
  {
    text: 'Appraisal contingency to be removed by February 9, 2026.',
    says: { appraisal_contingency: '2026-02-09' },
  },
  {
    text: 'L(1)   Loan(s)   17 (or 21) Days after Acceptance\nL(2)   Appraisal   17 (or ____) Days after Acceptance\nL(3)   Investigation of Property   17 (or 10) Days after Acceptance',
    says: {
      loan_contingency: '21 days after acceptance',
      appraisal_contingency: '17 days after acceptance',
      inspection_contingency: '10 days after acceptance',
    },
  },
  {
    text: 'For nominal consideration, Seller grants Buyer the unrestricted right to terminate this contract by giving notice of termination to Seller within 7 days after the Effective Date of this contract (the "Option Period").',
    says: { option_period: '7 days after acceptance' },
  },
  {
    text: 'Buyer shall have 10 (if left blank, then 15) days after the Effective Date ("Inspection Period") within which to have such inspections performed as Buyer shall desire.',
    says: { inspection_contingency: '10 days after acceptance' },
  },
  {
    text: 'Buyer’s Inspection Period shall be ten (10) days or ______ days after Contract acceptance.',
    says: { inspection_contingency: '10 days after acceptance' },
  },
  {
    text: 'ATTORNEY APPROVAL: This contract is subject to the approval of the attorneys for both parties within three (3) business days of the date of acceptance.',
    says: { attorney_review: '3 business days after acceptance' },
  },
  {
    text: 'Purchaser may examine the covenants, budget and minutes of the homeowners association and may cancel within five (5) business days after receipt of the association documents.',
    says: { hoa_contingency: '5 business days after delivery' },
  },
  {
    text: 'Title. Buyer has 8 days from delivery of the preliminary title report to object to any exception shown in it.',
    says: { title_contingency: '8 days after delivery' },
  },
  {
    text: 'This offer is contingent upon the closing of the sale of Buyer’s existing home at 14 Birch Lane on or before March 20, 2026.',
    says: { sale_contingency: '2026-03-20' },
  },
  {
    text: 'Buyer shall obtain a binder for homeowner’s insurance acceptable to Buyer within fourteen days after acceptance, failing which Buyer may cancel.',
    says: { insurance_contingency: '14 days after acceptance' },
  },
  {
    text: 'Close of Escrow shall occur forty-five (45) Days After Acceptance.',
    says: { closing_period: '45 days after acceptance' },
  },
  {
    text: 'Possession shall be delivered to Buyer at 6:00 p.m. three (3) days after close of escrow.',
    says: { possession_period: '3 days after closing' },
  },
  {
    text: 'Buyer’s review of Seller’s disclosures: Buyer shall approve or disapprove within 5 days after Delivery of the Transfer Disclosure Statement.',
    says: { disclosure_contingency: '5 days after delivery' },
  },
  {
    text: 'Inspection Objection Deadline   Thursday, January 15, 2026\nNew Loan Termination Deadline   1/29/2026\nAppraisal Deadline   January 26, 2026',
    says: {
      inspection_contingency: '2026-01-15',
      loan_contingency: '2026-01-29',
      appraisal_contingency: '2026-01-26',
    },
  },
  {
    text: 'The inspection contingency expires ten (15) days after acceptance.',
    says: { inspection_contingency: 'unclear' },
  },
  {
    text: 'Mortgage commitment: Buyer shall obtain a written commitment no later than 30 calendar days from the date this contract is fully signed by all parties.',
    says: { loan_contingency: '30 days after acceptance' },
  },
  {
    text: 'Due Diligence Period: The period beginning on the Effective Date and extending through 5:00 p.m. on January 23, 2026, time being of the essence.',
    says: { inspection_contingency: '2026-01-23' },
  },
  {
    text: 'Settlement to take place within sixty (60) days of ratification of this contract by all parties.',
    says: { closing_period: '60 days after acceptance' },
  },
  {
    text: 'Buyer shall remove all lender conditions and the loan contingency in writing at least 5 business days before Close of Escrow.',
    says: { loan_contingency: '5 business days before closing' },
  },
  // Periods that are nobody’s contingency.
  {
    text: 'Seller shall deliver the Seller’s Property Disclosure Statement within three (3) days after Contract acceptance.',
    says: {},
  },
  {
    text: 'Earnest money shall be deposited with the escrow holder within 3 business days after Acceptance. Buyer shall inspect the Property at final walk-through within 5 days before closing.',
    says: {},
  },
  {
    text: 'The inspection was performed on January 12, 2026 by Hollis Home Inspections, and the report is valid for 90 days after the date of inspection.',
    says: {},
  },
]
