import { z } from 'zod'
import type { Kind } from '#domains/exchanges/rules/calculate.ts'

/** What each kind answers, in the industry's terms, and where its rule is written. */
export const CALCULATORS: Record<Kind, { title: string; citation: string }> = {
  deadlines: {
    title: 'Identification and exchange periods',
    citation: 'IRC 1031(a)(3); 26 CFR 1.1031(k)-1(b)(2)',
  },
  last_full_180_transfer: {
    title: 'Last transfer with all 180 days and no extension',
    citation: 'IRC 1031(a)(3)(B)',
  },
  return_due_dates: { title: 'Due date of the return and its extension', citation: 'IRC 6072, 6081' },
  disaster: { title: 'Disaster postponement of a deadline', citation: 'Rev. Proc. 2018-58 s.6, s.17' },
  identification: { title: 'Identification: 3-property, 200% and 95%', citation: '26 CFR 1.1031(k)-1(c)' },
  incidental: { title: 'Incidental property', citation: '26 CFR 1.1031(k)-1(c)(5)' },
  same_property: { title: 'Received as identified', citation: '26 CFR 1.1031(k)-1(d), (e)(3)' },
  disqualified: { title: 'Disqualified person', citation: '26 CFR 1.1031(k)-1(k)' },
  related_person: { title: 'Related person', citation: 'IRC 1031(f)(3), 267(b), 707(b)(1)' },
  constructive_ownership: { title: 'Constructive ownership', citation: 'IRC 267(c)' },
  constructive_receipt: { title: 'Constructive receipt', citation: '26 CFR 1.1031(k)-1(f)' },
  qi_structure: { title: 'Qualified intermediary safe harbor', citation: '26 CFR 1.1031(k)-1(g)(4)' },
  safe_harbor: { title: 'Security, escrow or trust safe harbor', citation: '26 CFR 1.1031(k)-1(g)(2)-(3)' },
  funds_release: { title: 'Release of exchange funds', citation: '26 CFR 1.1031(k)-1(g)(6)' },
  installment: { title: 'Installment reporting', citation: '26 CFR 1.1031(k)-1(j)(2); IRC 453' },
  form8824: { title: 'Form 8824, lines 12 to 25', citation: 'IRC 1031(b)-(d); 26 CFR 1.1031(d)-2' },
  closing_items: { title: 'Lines of a closing statement', citation: 'Pub. 544; 26 CFR 1.1031(k)-1(g)(7)' },
  qi_flow: { title: 'From closing statements to Form 8824', citation: 'Rev. Rul. 72-456; Pub. 544' },
  line21: { title: 'Depreciation recapture, line 21', citation: 'IRC 1245(b)(4), 1250(d)(4), 1(h)(6)' },
  allocate: { title: 'Basis of each property', citation: '26 CFR 1.1031(j)-1(c), 1.1031(d)-1(c)' },
  exchange_groups: { title: 'Exchange groups', citation: '26 CFR 1.1031(j)-1' },
  section121: { title: 'Residence exclusion with an exchange', citation: 'Rev. Proc. 2005-14' },
  improvement: { title: 'Improvement exchange', citation: '26 CFR 1.1031(k)-1(e)(3)-(5)' },
  reverse: { title: 'Reverse exchange', citation: 'Rev. Proc. 2000-37, 2004-51' },
  related_party: { title: 'Related-party two years', citation: 'IRC 1031(f)-(g)' },
  like_kind_test: { title: 'Like-kind real property', citation: 'IRC 1031(a), (h); 26 CFR 1.1031(a)-3' },
  dwelling_unit: { title: 'Dwelling unit safe harbor', citation: 'Rev. Proc. 2008-16' },
  ca_withholding: { title: 'California withholding', citation: 'R&TC 18662, 18668; Form 593' },
  ftb3840: { title: 'California Form 3840', citation: 'R&TC 18032, 24953' },
  state_follow_up: { title: 'State follow-up', citation: 'State tables with effective dates' },
  interest: { title: 'Interest on exchange funds', citation: '26 CFR 1.1031(k)-1(h)' },
  facilitator_loan: { title: 'Loan to the facilitator', citation: '26 CFR 1.468B-6, 1.7872-5(b)(16)' },
}

export const Calculator = z.object({
  kind: z.string(),
  title: z.string(),
  citation: z.string(),
  /** JSON Schema of the facts. */
  inputs: z.record(z.string(), z.unknown()),
})

/** The facts of the kind; or the facts as `inputs`, as the command line takes them, with an id to match the answer. */
export const Question = z.record(z.string(), z.unknown(), 'must be an object').meta({
  example: { transfer_dates: ['2026-03-02'], return_due_date: '2027-04-15', extension_obtained: false },
})

export const Answer = z
  .looseObject({
    id: z.string().optional(),
    kind: z.string(),
    reasons: z.array(z.unknown()),
    explanation: z.array(
      z.object({
        rule: z.string(),
        citation: z.string(),
        text: z.string(),
        inputs_used: z.array(z.string()),
      }),
    ),
    missing: z.array(z.object({ field: z.string(), text: z.string() })),
    flags: z.array(z.string()),
  })
  .describe('The outcome of the kind stands beside these fields, as its documentation lists it.')
