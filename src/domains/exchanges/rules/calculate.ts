import type { z } from 'zod'
import { AppError } from '#lib/errors.ts'
import { allocateBasis, allocateInput } from './allocation.ts'
import { caWithholding, caWithholdingInput, ftb3840, ftb3840Input } from './california.ts'
import { closingItems, closingItemsInput } from './closing-items.ts'
import { qiFlow, qiFlowInput } from './closing-statements.ts'
import { constructiveReceipt, constructiveReceiptInput } from './constructive-receipt.ts'
import { deadlines, deadlinesInput, lastFull180Transfer, lastFull180TransferInput } from './deadlines.ts'
import { disaster, disasterInput } from './disaster.ts'
import { disqualified, disqualifiedInput } from './disqualified.ts'
import { dwellingUnit, dwellingUnitInput, likeKindTest, likeKindTestInput } from './eligibility.ts'
import { exchangeGroups, exchangeGroupsInput } from './exchange-groups.ts'
import { type Finding, toWire, type Wire } from './finding.ts'
import { form8824, form8824Input } from './form-8824.ts'
import { fundsRelease, fundsReleaseInput } from './funds-release.ts'
import { identification, identificationInput } from './identification.ts'
import { improvement, improvementInput } from './improvement.ts'
import { incidental, incidentalInput } from './incidental.ts'
import { installment, installmentInput } from './installment.ts'
import { facilitatorLoan, facilitatorLoanInput, interest, interestInput } from './interest.ts'
import { qiStructure, qiStructureInput } from './intermediary.ts'
import {
  constructiveOwnership,
  constructiveOwnershipInput,
  relatedPerson,
  relatedPersonInput,
} from './ownership.ts'
import { line21, line21Input } from './recapture.ts'
import { sameProperty, samePropertyInput } from './receipt.ts'
import { relatedParty, relatedPartyInput } from './related-party.ts'
import { returnDueDates, returnDueDatesInput } from './return-due-dates.ts'
import { reverse, reverseInput } from './reverse.ts'
import { safeHarbor, safeHarborInput } from './safe-harbors.ts'
import { section121, section121Input } from './section-121.ts'
import { stateFollowUp, stateFollowUpInput } from './states.ts'

function rule<Schema extends z.ZodType, Outcome>(
  schema: Schema,
  run: (input: z.output<Schema>) => Finding<Outcome>,
) {
  return { schema, run }
}

/** Every kind of question, the facts it takes and the rule that answers it. */
export const KINDS = {
  deadlines: rule(deadlinesInput, deadlines),
  last_full_180_transfer: rule(lastFull180TransferInput, lastFull180Transfer),
  return_due_dates: rule(returnDueDatesInput, returnDueDates),
  disaster: rule(disasterInput, disaster),
  identification: rule(identificationInput, identification),
  incidental: rule(incidentalInput, incidental),
  same_property: rule(samePropertyInput, sameProperty),
  disqualified: rule(disqualifiedInput, disqualified),
  related_person: rule(relatedPersonInput, relatedPerson),
  constructive_ownership: rule(constructiveOwnershipInput, constructiveOwnership),
  constructive_receipt: rule(constructiveReceiptInput, constructiveReceipt),
  qi_structure: rule(qiStructureInput, qiStructure),
  safe_harbor: rule(safeHarborInput, safeHarbor),
  funds_release: rule(fundsReleaseInput, fundsRelease),
  installment: rule(installmentInput, installment),
  form8824: rule(form8824Input, form8824),
  closing_items: rule(closingItemsInput, closingItems),
  qi_flow: rule(qiFlowInput, qiFlow),
  line21: rule(line21Input, line21),
  allocate: rule(allocateInput, allocateBasis),
  exchange_groups: rule(exchangeGroupsInput, exchangeGroups),
  section121: rule(section121Input, section121),
  improvement: rule(improvementInput, improvement),
  reverse: rule(reverseInput, reverse),
  related_party: rule(relatedPartyInput, relatedParty),
  like_kind_test: rule(likeKindTestInput, likeKindTest),
  dwelling_unit: rule(dwellingUnitInput, dwellingUnit),
  ca_withholding: rule(caWithholdingInput, caWithholding),
  ftb3840: rule(ftb3840Input, ftb3840),
  state_follow_up: rule(stateFollowUpInput, stateFollowUp),
  interest: rule(interestInput, interest),
  facilitator_loan: rule(facilitatorLoanInput, facilitatorLoan),
}

export type Kind = keyof typeof KINDS
export type Inputs<K extends Kind> = z.input<(typeof KINDS)[K]['schema']>
export type Outcome<K extends Kind> = Wire<ReturnType<(typeof KINDS)[K]['run']>['outcome']>
export type Calculation<K extends Kind = Kind> = { kind: K } & Finding<Outcome<K>>

export function isKind(kind: unknown): kind is Kind {
  return typeof kind === 'string' && Object.hasOwn(KINDS, kind)
}

/**
 * Facts in, answer out: the outcome as JSON, the rules that bound it, what was missing and what is for
 * counsel. Throws only AppError `invalid`, whose details name each field refused and why: `{ issues: [{
 * field, reason }] }`.
 */
export function calculate<K extends Kind>(question: { kind: K; inputs: unknown }): Calculation<K> {
  const { kind, inputs } = question
  if (!isKind(kind))
    throw invalid([{ field: 'kind', reason: `must be one of ${Object.keys(KINDS).join(', ')}` }])
  const { schema, run } = KINDS[kind] as { schema: z.ZodType; run: (input: unknown) => Finding<unknown> }
  const parsed = schema.safeParse(inputs)
  if (!parsed.success) throw invalid(parsed.error.issues.flatMap(toIssues))
  const { outcome, reasons, missing, flags } = run(parsed.data)
  return { kind, outcome: toWire(outcome) as Outcome<K>, reasons, missing, flags }
}

type Issue = { field: string; reason: string }

function invalid(issues: Issue[]): AppError {
  const [first] = issues
  return new AppError('invalid', first ? `${first.field} ${first.reason}.` : 'The facts cannot be read.', {
    issues,
  })
}

function toIssues(issue: z.core.$ZodIssue): Issue[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      field: fieldAt([...issue.path, key]),
      reason: 'is not a fact of this kind',
    }))
  }
  return [{ field: fieldAt(issue.path), reason: issue.message }]
}

/** `properties[0].notice.sent`, as a person would write it. */
function fieldAt(path: readonly PropertyKey[]): string {
  return path.reduce<string>((field, key) => {
    if (typeof key === 'number') return `${field}[${key}]`
    return field === '' ? String(key) : `${field}.${String(key)}`
  }, '')
}
