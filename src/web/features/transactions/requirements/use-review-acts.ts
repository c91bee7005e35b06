import { requirements } from '#domains/transactions/requirements/contract.ts'
import type { DealRequirement } from '#domains/transactions/requirements/schema.ts'
import { useChange } from '#web/use-call.ts'

/** Decides on one required document, for the version that is shown. */
export function useReviewActs(item: DealRequirement) {
  const { id: requirement_id, transaction_id: id, name, document_id, document_version } = item
  const [approval, rejection, waiver] = [
    useChange(requirements.approve),
    useChange(requirements.reject),
    useChange(requirements.waive),
  ]
  const seen = { document_id: document_id ?? '', version_number: document_version ?? 0 }
  return {
    approve: () => approval.run(`${name} approved.`, { id, requirement_id }, seen),
    reject: (message: string) => rejection.make({ id, requirement_id }, { ...seen, message }),
    waive: (reason: string) => waiver.make({ id, requirement_id }, { reason }),
    busy: approval.busy || rejection.busy || waiver.busy,
  }
}
