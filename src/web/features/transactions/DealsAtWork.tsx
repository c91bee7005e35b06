import type { ReactNode } from 'react'
import { DealImportsAtWork } from './imports/DealImports.tsx'
import { EvaluationAtWork } from './rules/EvaluationAtWork.tsx'

/** Around all pages: what goes on with deals while the person works elsewhere. */
export function DealsAtWork({ children }: { children: ReactNode }) {
  return (
    <DealImportsAtWork>
      <EvaluationAtWork>{children}</EvaluationAtWork>
    </DealImportsAtWork>
  )
}
