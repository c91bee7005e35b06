import { type ReactNode, useState } from 'react'
import { stepFrom } from '#domains/transactions/rules/stages.ts'
import type { Stage } from '#domains/transactions/schema.ts'
import { stages } from '#domains/transactions/stages/contract.ts'
import { STAGES } from '#web/features/transactions/words.ts'
import { notifyUndo } from '#web/kit/notify.tsx'
import { useChange } from '#web/use-call.ts'
import { CloseModal } from './CloseModal.tsx'
import { StepModal } from './StepModal.tsx'
import { type Moved, neededFor } from './steps.ts'

/** Moves a deal to another stage: at once, or through a dialog where something has to be said. */
export function useSteps(): { step: (deal: Moved, to: Stage) => void; dialog: ReactNode } {
  const move = useChange(stages.move)
  const [open, setOpen] = useState<{ deal: Moved; to: Stage } | null>(null)
  const step = async (deal: Moved, to: Stage) => {
    if (to === 'cancelled' || neededFor(deal, to).length > 0) return setOpen({ deal, to })
    const from = deal.stage
    if (!(await move.run(null, { id: deal.id }, { from, to }))) return
    if (from !== 'cancelled' && stepFrom(to, from) === 'free')
      notifyUndo(`${deal.address}: ${STAGES[to][0]}.`, () =>
        move.make({ id: deal.id }, { from: to, to: from }),
      )
  }
  const Dialog = open?.to === 'closed' ? CloseModal : StepModal
  return { step, dialog: open && <Dialog {...open} onClose={() => setOpen(null)} /> }
}
